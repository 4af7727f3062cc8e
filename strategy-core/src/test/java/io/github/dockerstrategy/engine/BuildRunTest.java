package io.github.dockerstrategy.engine;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.ZEPPELIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.jlink.LinkedRuntimes;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.ExpectedLayers;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LayoutIndex;
import io.github.dockerstrategy.layout.MaterializedFiles;
import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.LayoutPicture;
import io.github.dockerstrategy.testing.Plans;
import io.github.dockerstrategy.testing.RecordedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans carried out with jib for real, and with programs that only say what they are told to. */
class BuildRunTest {

    private final RecordedLog log = new RecordedLog();
    private final List<String> ran = new ArrayList<>();

    @TempDir
    private Path folder;

    private long cacheLimit = Long.MAX_VALUE;

    @Test
    void buildsWhatIsLaidOut() {
        BuildRequest request = request(true, Plans.MAVEN);
        BuildResult result = run(request, succeeding()).orElseThrow();
        assertThat(result.strategy()).isEqualTo("jib");
        assertThat(result.image()).isEqualTo("registry.example.com/shop:1");
        assertThat(result.tags()).containsExactly("1", "2");
        assertThat(result.base()).isEqualTo("scratch");
        assertThat(result.file()).contains(folder.resolve("target/image.tar").toString());
        assertThat(result.platforms()).containsExactly("linux/amd64");
        assertThat(result.seconds())
                .containsOnlyKeys("Lay out the application", "Assemble registry.example.com/shop:1 on scratch");
        assertThat(result.size()).isEqualTo(result.layers().get(0).size());
        assertThat(folder.resolve("target/image.tar")).isNotEmptyFile();
        assertThat(ran).isEmpty();
    }

    @Test
    void addsUpTimeByPhaseWhateverTheStrategyIsCalled() {
        BuildRequest request = request(true, Plans.MAVEN);
        BuildResult result =
                perform(request, succeeding(), ZEPPELIN.plan(request)).orElseThrow();
        assertThat(result.strategy()).isEqualTo("zeppelin");
        assertThat(result.base()).isEqualTo("scratch");
        assertThat(result.phases()).containsOnlyKeys("prepare", "image");
    }

    @Test
    void saysWhichStepItTakes() {
        run(request(true, Plans.MAVEN), succeeding());
        assertThat(log.lines())
                .startsWith("[1/2] Lay out the application", "[2/2] Assemble registry.example.com/shop:1 on scratch");
    }

    @Test
    void doesNothingWhereNothingHasChanged() throws Exception {
        BuildRequest request = request(true, Plans.MAVEN);
        BuildResult first = run(request, succeeding()).orElseThrow();
        java.nio.file.Files.delete(request.builtLayers());
        BuildResult second = run(request, succeeding()).orElseThrow();
        assertThat(log.lines())
                .last()
                .asString()
                .startsWith("Up to date: " + folder.resolve("target/image.tar") + " already has this image (sha256:");
        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("seconds", "phases")
                .isEqualTo(first);
        assertThat(request.builtLayers()).as("for a push").exists();
    }

    @Test
    void namesNoBaseForADockerfileThatHasItsOwn() {
        BuildRequest request = request(true, Plans.MAVEN);
        List<Step> steps = Strategies.builtIn().named("jib").plan(request).steps();
        assertThat(perform(
                                request,
                                succeeding(),
                                new BuildPlan(Strategies.builtIn().named("dockerfile"), steps))
                        .orElseThrow()
                        .base())
                .isEmpty();
    }

    @Test
    void remembersTheLayersForALaterPush() {
        BuildRequest request = request(true, Plans.MAVEN);
        run(request, succeeding());
        assertThat(LayoutPicture.withContents(new LayoutIndex(request.builtLayers()).read()))
                .isEqualTo(LayoutPicture.withContents(layout("laid out")));
    }

    @Test
    void runsTheBuildersCommandsFirstAndPassesOnWhatTheySay() {
        Builder builder = Plans.builder(List.of("go build"), folder.resolve("out"), new ContainerPath("/srv"));
        run(request(true, builder), succeeding("compiling"));
        assertThat(ran).containsExactly("sh -ec 'go build'");
        assertThat(log.lines()).containsSubsequence("$ sh -ec 'go build'", "  | compiling");
    }

    @Test
    void buildsTheModuleFirstAndTakesTheLayersThatThatHasStaged() {
        BuildRequest request = request(false, Plans.MAVEN);
        Programs maven = (command, output) -> {
            new StagedLayers(request.layersFolder())
                    .write(
                            layout("staged"),
                            new MaterializedFiles(folder.resolve("elsewhere")),
                            new ExpectedLayers(List.of(), ContainerPath.ROOT, Images.MODIFIED));
            return new ProcessResult(0, List.of(), List.of());
        };
        run(request, maven);
        assertThat(LayoutPicture.withContents(new LayoutIndex(request.builtLayers()).read()))
                .contains("'staged'");
    }

    @Test
    void quotesTheLastLinesOfACommandThatFails() {
        Programs failing = (command, output) ->
                new ProcessResult(7, List.of("compiling", "Main.java:3: error"), List.of("WARNING: old JVM"));
        refusalOf(() -> run(request(false, Plans.MAVEN), failing))
                .hasId("host-command-failed")
                .says("exit code 7", "Main.java:3: error", "WARNING: old JVM")
                .pointsAt("$ mvn package")
                .advises(folder.toString())
                .isFor(Blame.PROJECT);
        assertThat(new Folder(folder.resolve("target")).files()).isEmpty();
    }

    @Test
    void saysThatItWasInterruptedAndStaysSo() {
        Programs interrupted = (command, output) -> {
            throw new InterruptedException();
        };
        refusalOf(() -> run(request(false, Plans.MAVEN), interrupted))
                .hasId("interrupted")
                .isFor(Blame.ENVIRONMENT);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aModuleWhoseBuildStagedNothingIsAProblem() {
        refusalOf(() -> run(request(false, Plans.MAVEN), succeeding())).hasId("no-layers");
    }

    @Test
    void aPlanThatOnlyStagesMakesNoImage() {
        BuildRequest request = request(true, Plans.MAVEN);
        BuildPlan plan = new BuildPlan(
                Strategies.builtIn().named("jib"),
                List.of(new Step.LayOut(Optional.empty()), new Step.StageLayers(request.layersFolder(), List.of())));
        assertThat(perform(request, succeeding(), plan)).isEmpty();
        assertThat(new StagedLayers(request.layersFolder()).read().layers()).hasSize(1);
        assertThat(folder.resolve("target/image.tar")).doesNotExist();
    }

    @Test
    void aRuntimeThatWasLinkedForDockerIsNotKeptForEver() throws Exception {
        Path old = LinkedRuntimes.make(folder.resolve("cache/jlink"), "runtime-old", 1000, 2);
        Path fresh = LinkedRuntimes.make(folder.resolve("cache/jlink"), "runtime-fresh", 1000, 0);
        BuildRequest request = request(true, Plans.MAVEN);
        BuildRequest linked = request.with(request.image().withBase(new BaseReference.Jlink()), request.to());
        cacheLimit = 1500;
        BuildPlan plan = new BuildPlan(
                Strategies.builtIn().named("copy-local"),
                List.of(new Step.LayOut(Optional.empty()), new Step.StageLayers(request.layersFolder(), List.of())));
        perform(request, succeeding(), plan);
        assertThat(old).exists();
        perform(linked, succeeding(), plan);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aPlanThatUsesLayersBeforeItHasAnyIsABug() {
        BuildRequest request = request(true, Plans.MAVEN);
        BuildPlan plan = new BuildPlan(
                Strategies.builtIn().named("jib"), List.of(new Step.StageLayers(request.layersFolder(), List.of())));
        assertThatThrownBy(() -> perform(request, succeeding(), plan)).isInstanceOf(IllegalStateException.class);
    }

    private Optional<BuildResult> run(BuildRequest request, Programs programs) {
        return perform(request, programs, Strategies.builtIn().named("jib").plan(request));
    }

    private Optional<BuildResult> perform(BuildRequest request, Programs programs, BuildPlan plan) {
        Registries registries =
                new Registries(List.of(), host -> Optional.empty(), Map.of(), image -> CredentialLookup.none(""));
        AssemblySettings settings = new AssemblySettings(
                registries, folder.resolve("cache"), cacheLimit, false, false, "1.2.3", "docker", Map.of());
        return new BuildRun(request, programs, new LaidOut(), new AssemblyEngine(settings, log), log).execute(plan);
    }

    private record LaidOut() implements LayoutSource {
        @Override
        public Layout layOut(Optional<Path> artifact) {
            return layout("laid out" + artifact.map(path -> " from " + path).orElse(""));
        }

        @Override
        public Layout layOutExtras() {
            return layout("extras");
        }
    }

    private Programs succeeding(String... lines) {
        return (command, output) -> {
            ran.add(command.line());
            List.of(lines).forEach(output);
            return new ProcessResult(0, List.of(lines), List.of());
        };
    }

    private BuildRequest request(boolean built, Builder builder) {
        Path target = folder.resolve("target");
        return new BuildRequest(
                new ProjectFacts(
                        new Coordinates("com.example", "shop", "1"),
                        "jar",
                        folder,
                        target,
                        17,
                        built,
                        () -> Command.of(folder, List.of("mvn", "package")),
                        () -> Plans.maven(folder)),
                builder,
                ApplicationKind.EXPLODED,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                Images.full("registry.example.com/shop:1", "2"),
                Destination.below(target, Output.TAR),
                Plans.NO_DOCKER_OPTIONS,
                target,
                Images.CREATED);
    }

    private static Layout layout(String content) {
        return new Layout(List.of(new Layer(
                Layer.CLASSES,
                List.of(Entry.text(new ContainerPath("/app/classes/A.class"), content, Images.MODIFIED)))));
    }
}
