package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.problem.Mention.argument;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.registry.PartialPushException;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Step;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import io.github.dockerstrategy.strategy.Step.PushWithDocker;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Executes the steps that need docker. */
public final class DockerEngine {

    private final DockerOptions options;
    private final DockerCli cli;
    private final BuildLog log;
    private final Path workFolder;
    private final BuildOptionsFactory wanted;

    /** The builder's image holds the work: the export of a later one to the same place would replace its cache. */
    private boolean exported;

    public DockerEngine(DockerOptions options, Path workFolder, Programs programs, BuildLog log) {
        this.options = options;
        this.log = log;
        this.workFolder = workFolder;
        this.wanted = new BuildOptionsFactory(options, workFolder);
        this.cli = new DockerCli(
                DockerCommands.of(options.executable(), Path.of("").toAbsolutePath(), options.environment()),
                workFolder,
                programs,
                new DockerLog(log, workFolder.resolve("docker").resolve("docker.log")));
    }

    /** Checks, before anything is built, that there is an engine. */
    public void find() throws InterruptedException {
        cli.find();
    }

    /** Checks, before anything is built, that there is an engine that can do all steps, and says once what its builder lacks. */
    public void check(List<Step> steps) throws InterruptedException {
        if (needsEngine(steps)) {
            cli.engine();
        }
        cli.builder().reportLosses(log);
        for (Step step : steps) {
            if (step instanceof Step.WriteUserProperties written) {
                requireSecrets(written.properties());
            }
        }
        Set<Problem> problems = new LinkedHashSet<>();
        for (Step step : steps) {
            try {
                check(step);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(List.copyOf(problems));
        }
    }

    /** A builder instance elsewhere pushes and writes archives by itself; containers and images of an engine need one. */
    private boolean needsEngine(List<Step> steps) throws InterruptedException {
        for (Step step : steps) {
            if (step instanceof ExtractFromBuilder) {
                return true;
            }
            if (step instanceof BuildWithDocker build) {
                for (Delivery delivery : deliveries(build)) {
                    if (wanted(build, delivery).needsEngine()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<Delivery> deliveries(BuildWithDocker step) throws InterruptedException {
        Optional<BuilderInstance> instance = instance();
        return wanted.deliveries(
                step, instance.filter(BuilderInstance::isElsewhere).isPresent());
    }

    private Optional<BuilderInstance> instance() throws InterruptedException {
        return options.builder().isPresent()
                ? Optional.of(cli.instance(options.builder().get()))
                : Optional.empty();
    }

    private void requireSecrets(UserProperties properties) throws InterruptedException {
        if (!properties.hidden().isEmpty() && !cli.builder().can(BuildFeature.SECRETS)) {
            throw new ProblemException(Problem.ofEnvironment(
                    "properties-need-secrets",
                    "The container build needs the values of the properties "
                            + String.join(", ", properties.hidden().keySet()) + ", and "
                            + cli.builder().kind().displayName() + " cannot mount secrets.",
                    parameter("builder.properties"),
                    "list those that the build needs and everybody may read, as in "
                            + argument(
                                    "builder.properties",
                                    properties.hidden().keySet().iterator().next())
                            + " (the others are left out then),\nor install docker-buildx"
                            + " (https://docs.docker.com/go/buildx/)"));
        }
    }

    private void check(Step step) throws InterruptedException {
        if (step instanceof ExtractFromBuilder extract) {
            cli.require(builderImage(extract, Optional.empty(), Map.of()));
        } else if (step instanceof BuildWithDocker build) {
            for (Delivery delivery : deliveries(build)) {
                cli.require(wanted(build, delivery));
            }
        } else if (step instanceof Step.WriteFile file && file.mounts()) {
            cli.builder().require(List.of(BuildFeature.MOUNTS));
        }
    }

    /** Builds the image, and takes it where it belongs; a registry gets it by {@link #push} then, unless the builder pushes it. */
    public BuiltImage build(BuildWithDocker step) throws InterruptedException {
        ImageSpec image = step.image();
        String base = image.from().toString();
        List<Delivery> deliveries = deliveries(step);
        DirectBuild direct = new DirectBuild(cli, workFolder.resolve("docker"));
        if (deliveries.get(0) instanceof Delivery.Push push) {
            return direct.push(base, wanted(step, push), push);
        }
        if (deliveries.get(0) instanceof Delivery.Archive archive) {
            return direct.archive(base, wanted(step, archive), archive);
        }
        Path idFile = workFolder.resolve("docker").resolve("image.id");
        Optional<String> earlier = Built.earlier(idFile);
        cli.build(wanted(step, new Delivery.Store(BuildOptionsFactory.names(image), Optional.of(idFile))));
        ImageInspection facts = inspect(image.names().get(0).toString());
        removeReplaced(earlier, facts);
        if (step.to().file().isPresent()) {
            save(step, image);
        }
        return assembled(image, facts, Optional.empty());
    }

    /** What this module's build made the last time, now that it has no name any more; unless a container still uses it. */
    private void removeReplaced(Optional<String> earlier, ImageInspection now) throws InterruptedException {
        if (earlier.isEmpty() || earlier.get().equals(now.id())) {
            return;
        }
        Optional<ImageInspection> replaced = cli.inspectImage(earlier.get());
        if (replaced.isPresent() && replaced.get().names().isEmpty()) {
            try {
                cli.removeImage(earlier.get());
            } catch (ProblemException e) {
                log.keptReplacedImage(earlier.get());
            }
        }
    }

    /** Pushes an image that the daemon has; a name that means another one by now is not pushed. */
    public BuiltImage push(PushWithDocker step) throws InterruptedException {
        ImageInspection facts = inspect(step.imageId());
        for (String name : BuildOptionsFactory.names(step.image())) {
            Optional<ImageInspection> named = cli.inspectImage(name);
            if (named.isEmpty()) {
                cli.tag(step.imageId(), name);
            } else if (!named.get().id().equals(facts.id())) {
                throw DockerProblems.changedSinceBuild(name, named.get().id(), step.imageId());
            }
        }
        return assembled(step.image(), facts, Optional.of(push(step.image())));
    }

    /** The digest of the image in the registry. */
    private String push(ImageSpec image) throws InterruptedException {
        List<String> names = BuildOptionsFactory.names(image);
        String digest = "";
        for (int i = 0; i < names.size(); i++) {
            try {
                digest = cli.push(image.names().get(i));
            } catch (ProblemException e) {
                String state = PartialPushException.state(names.subList(0, i), names.subList(i, names.size()));
                throw i == 0 ? e : e.with(state);
            }
        }
        return digest;
    }

    private static BuiltImage assembled(ImageSpec image, ImageInspection facts, Optional<String> pushed) {
        return new BuiltImage(
                image.from().toString(),
                facts.id(),
                pushed.orElse(""),
                facts.diffIds().stream()
                        .map(id -> new LayerResult("", id, LayerResult.UNKNOWN))
                        .toList(),
                facts.size(),
                pushed.isPresent());
    }

    /** The Builder Pattern: build, create, copy out, remove. */
    public void extract(ExtractFromBuilder step) throws InterruptedException {
        Path idFile = workFolder.resolve("docker").resolve("builder.id");
        new BuilderExtraction(cli).extract(step, mark -> builderImage(step, Optional.of(idFile), mark));
        exported = true;
    }

    private void save(BuildWithDocker step, ImageSpec image) throws InterruptedException {
        Path file = step.to().file().orElseThrow();
        if (step.to().output() == Output.OCI) {
            cli.build(wanted(step, BuildOptionsFactory.archive(step, Delivery.Archive.Format.OCI)));
        } else {
            cli.save(BuildOptionsFactory.names(image), file);
        }
    }

    private BuildOptions wanted(BuildWithDocker step, Delivery delivery) throws InterruptedException {
        BuildOptions build = located(wanted.of(step, delivery, cli.builder().kind()));
        return exported ? BuildOptionsFactory.withoutExport(build) : build;
    }

    private BuildOptions builderImage(ExtractFromBuilder step, Optional<Path> idFile, Map<String, String> labels)
            throws InterruptedException {
        return located(wanted.of(step, new Delivery.Store(List.of(), idFile), labels));
    }

    /** The same where it is known where it will be built. */
    private BuildOptions located(BuildOptions build) throws InterruptedException {
        return instance().map(found -> build.with(build.backend().on(found))).orElse(build);
    }

    private ImageInspection inspect(String image) throws InterruptedException {
        return cli.inspectImage(image).orElseThrow(() -> DockerProblems.notInDaemon(image, options.executable()));
    }
}
