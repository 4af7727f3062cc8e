package io.github.dockerstrategy.maven.compare;

import io.github.dockerstrategy.compare.CompareRun;
import io.github.dockerstrategy.compare.CompareSettings;
import io.github.dockerstrategy.compare.Comparison;
import io.github.dockerstrategy.compare.Comparison.LeftOut;
import io.github.dockerstrategy.compare.Comparison.Setting;
import io.github.dockerstrategy.compare.ComparisonFiles;
import io.github.dockerstrategy.compare.ComparisonResult;
import io.github.dockerstrategy.compare.ComparisonText;
import io.github.dockerstrategy.compare.EngineImages;
import io.github.dockerstrategy.compare.ImageStore;
import io.github.dockerstrategy.compare.PushedImages;
import io.github.dockerstrategy.compare.Scenario;
import io.github.dockerstrategy.compare.ScratchProject;
import io.github.dockerstrategy.engine.assembly.RegistryImages;
import io.github.dockerstrategy.engine.docker.DockerProbe;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.maven.module.LibraryModule;
import io.github.dockerstrategy.maven.parameters.CompareParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.request.RegistriesReader;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.recommend.Recommendation;
import io.github.dockerstrategy.recommend.Situation;
import io.github.dockerstrategy.recommend.Verdict;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.maven.project.MavenProject;

/** One run of the goal {@code compare}: what is to be compared here, and where the reports go. */
public final class CompareGoal {

    private final GoalContext goal;
    private final CompareParameters comparison;
    private final ImageGoal described;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private boolean failed;

    public CompareGoal(ImageGoal described, CompareParameters comparison) {
        this.goal = described.context();
        this.comparison = comparison;
        this.described = described;
    }

    public void perform() {
        nameAllModules();
        Situation situation = described.situation();
        List<Scenario> wanted = Scenario.parse(comparison.scenarios());
        List<Strategy> strategies = strategies(situation);
        CompareSettings settings = settings(situation, strategies, wanted);
        ComparisonFiles files = ComparisonFiles.below(situation.request().workFolder());
        described.log().comparing(strategies.stream().map(Strategy::name).toList(), settings.folder());
        leftOut.stream()
                .filter(one -> !one.reason().equals(LeftOut.NOT_WANTED))
                .forEach(one -> described.log().excludedStrategy(one.strategy(), one.reason()));
        new CompareRun(settings, new ScratchBuild(goal, settings), images(situation.request()), described.log())
                .execute(findings -> report(findings, settings, wanted, situation, files));
        if (failed) {
            throw new ProblemException(Problem.of(
                    "nothing-measured",
                    "No strategy could build this image: every first build failed.",
                    files.json().toString(),
                    "the report has what each of them said; begin with the one that you know to work"));
        }
    }

    /** A comparison takes minutes: the first module tells which are to come. */
    private void nameAllModules() {
        List<MavenProject> modules = new LibraryModule(goal).applications();
        if (modules.size() > 1 && modules.get(0).equals(goal.project())) {
            described
                    .log()
                    .comparingModules(
                            modules.stream().map(MavenProject::getArtifactId).toList());
        }
    }

    /** Those that fit, of those that are wanted; the others are left out with the reason. */
    private List<Strategy> strategies(Situation situation) {
        comparison.strategies().forEach(goal.strategies()::named);
        List<Strategy> strategies = new ArrayList<>();
        for (Verdict verdict : Recommendation.of(situation, goal.strategies()).verdicts()) {
            boolean wanted =
                    comparison.strategies().isEmpty() || comparison.strategies().contains(verdict.strategy());
            if (wanted && verdict.fits()) {
                strategies.add(goal.strategies().named(verdict.strategy()));
            } else {
                leftOut.add(new LeftOut(
                        verdict.strategy(), wanted ? verdict.blockers().get(0).toString() : LeftOut.NOT_WANTED));
            }
        }
        if (strategies.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "nothing-to-compare",
                    "No strategy can build this image here:\n    "
                            + String.join(
                                    "\n    ",
                                    leftOut.stream()
                                            .map(one -> one.strategy() + ": " + one.reason())
                                            .toList()),
                    "-Ddocker-strategy.compare.strategies",
                    "mvn docker-strategy:recommend explains the reasons"));
        }
        return strategies;
    }

    private CompareSettings settings(Situation situation, List<Strategy> strategies, List<Scenario> wanted) {
        BuildRequest request = situation.request();
        ScratchProject project = new ComparedModule(goal, comparison).project();
        String id = UUID.randomUUID().toString().substring(0, 8);
        String name = goal.project().getArtifactId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return new CompareSettings(
                project,
                ComparisonFiles.below(request.workFolder()).folder().resolve("work"),
                strategies,
                wanted.stream()
                        .filter(scenario -> missing(scenario, project).isEmpty())
                        .toList(),
                Math.max(1, comparison.repeats()),
                repository().orElse("docker-strategy-compare/" + name) + "-" + id,
                comparison.repository() != null,
                bases(request, strategies),
                comparison.keep(),
                MavenNotation.INSTANCE);
    }

    /** Each strategy gets one of its own, named after it. */
    private Optional<String> repository() {
        if (comparison.repository() == null) {
            return Optional.empty();
        }
        String where = "-Ddocker-strategy.compare.repository";
        ImageReference name = ImageReference.parse(comparison.repository(), where);
        if (name.tag().isPresent() || name.digest().isPresent()) {
            throw new ProblemException(Problem.of(
                    "repository-with-tag",
                    "'" + comparison.repository() + "' names one image, not a repository for all of them.",
                    where,
                    "remove the tag or digest"));
        }
        return Optional.of(comparison.repository());
    }

    private static Optional<String> missing(Scenario scenario, ScratchProject project) {
        return switch (scenario) {
            case FIRST, AGAIN -> Optional.empty();
            case CODE ->
                project.source().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "no Java source with a class was found; docker-strategy.compare.source names one");
            case DEPENDENCY ->
                project.dependency().isPresent()
                        ? Optional.empty()
                        : Optional.of("no dependency with classes and another version was found; name one:"
                                + " -Ddocker-strategy.compare.dependency=group:artifact:version");
        };
    }

    /** What docker would fetch in the first build that needs it. */
    private static List<String> bases(BuildRequest request, List<Strategy> strategies) {
        Set<String> bases = new LinkedHashSet<>();
        boolean assembles = strategies.stream().anyMatch(Strategy::generatesDockerfile);
        boolean builds =
                strategies.stream().anyMatch(strategy -> strategy.location().usesBuilder());
        if (assembles && request.image().from() instanceof BaseReference.Registry base) {
            bases.add(base.name().toString());
        }
        if (builds) {
            bases.add(request.builder().from());
        }
        return new ArrayList<>(bases);
    }

    private ImageStore images(BuildRequest request) {
        EngineImages engine = new EngineImages(
                DockerProbe.cli(request.docker(), request.scratchFolder(), new HostPrograms()),
                Instant.now(),
                described.log());
        if (comparison.repository() == null) {
            return engine;
        }
        return new PushedImages(
                engine,
                new RegistryImages(new RegistriesReader(goal).registries(), described.log()),
                request.image().platforms().get(0));
    }

    private void report(
            ComparisonResult findings,
            CompareSettings settings,
            List<Scenario> wanted,
            Situation situation,
            ComparisonFiles files) {
        Comparison measured = new Comparison(
                Comparison.SCHEMA,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                new ReportMetadata(goal).subject(situation),
                new ReportMetadata(goal).place(situation),
                new ReportMetadata(goal).command(),
                settings.repeats(),
                wanted.stream().map(one -> setting(one, settings.project())).toList(),
                findings.stopped() ? Optional.of("it was interrupted") : Optional.empty(),
                findings.strategies(),
                leftOut,
                Optional.empty());
        Comparison comparison =
                measured.recommending(Recommendation.of(situation.with(measured.measured()), goal.strategies())
                        .choice());
        described.log().result(ComparisonText.of(comparison));
        files.write(comparison);
        List.of(files.json(), files.markdown(), files.page()).forEach(described.log()::wroteReport);
        failed |= comparison.measuredNothing();
    }

    private static Setting setting(Scenario scenario, ScratchProject project) {
        Optional<String> missing = missing(scenario, project);
        return new Setting(
                scenario.word(),
                scenario.meaning(),
                missing.isPresent() ? Optional.empty() : project.change(scenario),
                missing);
    }

    /** Where results of a build in a copy lie. */
    public static Path results(GoalContext goal, Path root) {
        return root.resolve(ComparedModule.path(goal)).resolve("target").resolve("docker-strategy");
    }
}
