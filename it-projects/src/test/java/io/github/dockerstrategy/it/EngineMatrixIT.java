package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every front end builds the same image as jib does without any, or says why not before it builds anything. */
@ExtendWith(CleanupExtension.class)
class EngineMatrixIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String BASE = UnseenBase.of(ENV, "base/debian:12");
    private static final List<String> STRATEGIES = List.of("copy-local", "multi-stage", "builder-pattern");

    private static final String CHECK = "test -s /srv/site/index.html";

    private static Map<String, Object> config = Map.of();
    private static SortedMap<String, String> files = new TreeMap<>();

    static Stream<Arguments> cells() {
        return Stream.of(FrontEnd.values())
                .flatMap(frontEnd -> STRATEGIES.stream().map(strategy -> Arguments.of(frontEnd, strategy)));
    }

    @BeforeAll
    static void buildWithoutAnyEngine() throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        workspace.maven().with("it.base.jre", BASE).succeed("docker-strategy:build");
        new Engine(ENV).withImage(workspace.sample().image(), image -> {
            config = ImageConfig.of(image.name(), new Engine(ENV));
            files = FileTree.of(image.name(), new Engine(ENV));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void buildsTheImage(FrontEnd frontEnd, String strategy) throws Exception {
        String name = "docker-strategy-it/" + UUID.randomUUID() + ":1";
        Workspace workspace = Workspace.copyOf("builder-shell");

        BuildLog log = build(frontEnd, workspace, strategy, name)
                .with("docker-strategy.container.healthCheck.shell", CHECK)
                .succeed("docker-strategy:build");

        assertThat(occurrences(log, "[INFO] Builder: ")).isEqualTo(frontEnd.isBuildx() ? 0 : 1);
        Engine engine = frontEnd.engine();
        engine.withImage(name, image -> {
            TreeMap<String, Object> found = new TreeMap<>(ImageConfig.of(name, engine));
            assertThat(String.valueOf(found.put(ImageConfig.HEALTH_CHECK, ""))).contains(CHECK);
            assertThat(found).isEqualTo(config);
            FileTree.assertSame(frontEnd + " with " + strategy, FileTree.of(name, engine), files);
            assertThat(image.run().output()).contains("<a href=\"about.html\">about</a>");
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void givesAllThatIsAskedForOrRefusesItBeforeAnythingIsBuilt(FrontEnd frontEnd) throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        workspace.write("secret.txt", "open sesame").edit("pom.xml", EngineMatrixIT::demanding);
        String repository = "it/demand/" + UUID.randomUUID();
        String name = ENV.registry() + "/" + repository + ":1";
        MavenRun run = build(frontEnd, workspace, "builder-pattern", name)
                .with("it.base.jre", TwoPlatformBase.make(ENV, "base/debian", "12", "12-two-platforms"))
                .with("docker-strategy.output", "registry");

        if (frontEnd == FrontEnd.BUILDX_26) {
            run.succeed("docker-strategy:build");
            // two images, and an attestation for each
            assertThat(RegistryProbe.open(ENV).manifest(repository, "1").get("manifests"))
                    .hasSize(4);
            return;
        }
        BuildLog log = run.fail("docker-strategy:build");
        // Podman has a flag for caches, that takes nothing but an image's name
        String cache = frontEnd == FrontEnd.PODMAN ? "caches of a type" : "a cache to export to";
        for (String demand : List.of(cache, "annotations", "provenance attestations", "several platforms at once")) {
            log.showsError("needs " + demand);
        }
        log.showsError(lacking(frontEnd));
        assertThat(log.error().contains("needs build secrets")).isEqualTo(frontEnd.isLegacy());
        log.hides("[1/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib"})
    void saysThatNoEngineAnswersBeforeAnythingIsBuilt(String strategy) {
        BuildLog log = Workspace.copyOf("builder-shell")
                .maven()
                .environment("DOCKER_HOST", "unix:///nowhere/docker.sock")
                .with("it.base.jre", BASE)
                .with("docker-strategy.output", "daemon")
                .with("docker-strategy.strategy", strategy)
                .fail("docker-strategy:build");

        log.showsError("The container engine does not answer", "Cannot connect to the Docker daemon");
        log.hides("[1/");
    }

    /** Asks for what not every builder can. */
    private static String demanding(String pom) {
        return pom.replace("<artifact>", "<secrets><token>secret.txt</token></secrets><artifact>")
                .replace("<image>", """
                    <platforms>linux/amd64,linux/arm64</platforms>
                    <docker>
                      <cacheTo><to>type=registry,ref=%s/it/demand/cache:1</to></cacheTo>
                      <additionalArgs><arg>--annotation=a=b</arg><arg>--provenance=mode=max</arg></additionalArgs>
                    </docker>
                    <image>\
                    """.formatted(ENV.registry()));
    }

    private static String lacking(FrontEnd frontEnd) {
        return switch (frontEnd) {
            case LEGACY_20, LEGACY_28 -> "which docker's legacy builder does not support";
            case BUILDKIT_20 -> "which BuildKit without buildx does not support";
            case BUILDX_20, BUILDX_26 -> "which the engine's image store cannot keep";
            case PODMAN -> "which podman's buildah does not support";
        };
    }

    private static MavenRun build(FrontEnd frontEnd, Workspace workspace, String strategy, String name) {
        return frontEnd.on(workspace.maven())
                .with("it.base.jre", BASE)
                .with("docker-strategy.strategy", strategy)
                .with("image", name);
    }

    private static int occurrences(BuildLog log, String part) {
        return log.text().split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
