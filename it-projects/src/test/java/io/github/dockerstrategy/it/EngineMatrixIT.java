package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every front end builds the same image as jib does without any, or says why not before it builds anything. */
@ExtendWith(Tidy.class)
class EngineMatrixIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String BASE = ENV.registry() + "/base/debian:12";
    private static final List<String> STRATEGIES = List.of("copy-local", "multi-stage", "builder-pattern");

    private static Map<String, Object> config = Map.of();
    private static SortedMap<String, String> files = new java.util.TreeMap<>();

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

        BuildLog log = build(frontEnd, workspace, strategy, name).succeed("docker-strategy:build");

        assertThat(occurrences(log, "Images are built by ")).isEqualTo(frontEnd.isBuildx() ? 0 : 1);
        Engine engine = frontEnd.engine();
        engine.withImage(name, image -> {
            assertThat(ImageConfig.of(name, engine)).isEqualTo(config);
            FileTree.assertSame(frontEnd + " with " + strategy, FileTree.of(name, engine), files);
            assertThat(image.run().output()).contains("<a href=\"about.html\">about</a>");
        });
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
