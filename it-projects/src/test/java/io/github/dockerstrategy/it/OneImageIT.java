package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.it.Engine.Visit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One POM gives one image, whichever strategy builds it: the same configuration, the same files; and each of them runs. With docker's
 * legacy builder, which is the most particular, and on an engine that has never seen the image.
 */
@ExtendWith(CleanupExtension.class)
class OneImageIT {

    private static final List<String> STRATEGIES =
            List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib");

    private static final String CHECK = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080'";
    private static final String HEALTH = "{\"Test\":[\"CMD-SHELL\",\"" + CHECK
            + "\"],\"Interval\":1000000000,\"StartPeriod\":120000000000,\"Retries\":4}";

    private final TestEnv env = TestEnv.current();
    private final Engine engine = new Engine(env);

    @AfterAll
    static void nothingIsLeft() {
        Engine engine = new Engine(TestEnv.current());
        assertThat(engine.docker("ps", "--all", "--quiet", "--filter", "label=io.github.dockerstrategy.build")
                        .output())
                .isBlank();
        assertThat(engine.docker("images", "--quiet", "--filter", "label=io.github.dockerstrategy.build")
                        .output())
                .isBlank();
    }

    @Test
    void ofAJar() throws Exception {
        isOne(
                "http-service",
                run -> run.with("docker-strategy.from", UnseenBase.of(env, "base/jre:17")),
                "",
                image -> image.serve(8080, server -> {
                    assertThat(server.get("/?name=Ada")).contains("Hello, Ada!");
                }));
    }

    @Test
    void ofASpringBootApplication() throws Exception {
        isOne("spring-boot-3", run -> run, "", image -> image.serve(8080, server -> {}));
    }

    @Test
    void ofAWar() throws Exception {
        isOne(
                "war-tomcat",
                run -> run,
                "",
                image -> image.serve(8080, server -> {
                    assertThat(server.get("/")).contains("<h1>Guest book</h1>");
                }));
    }

    @Test
    void ofAModuleOfAReactor() throws Exception {
        isOne(
                "multi-module",
                run -> run.option("-pl").option("app"),
                "app/",
                image -> image.serve(
                        8080,
                        server -> assertThat(server.get("/grace+hopper")).isEqualTo("How do you do, Grace Hopper?")));
    }

    @Test
    void ofAProgramInAnotherLanguage() throws Exception {
        isOne(
                "builder-go",
                run -> run,
                "",
                image -> assertThat(image.run().output()).contains("which page?"));
    }

    @Test
    void ofAWarWithARunnerAgentsAndFilesFromManyFolders() throws Exception {
        isOne(
                "gms-shape",
                run -> run,
                "",
                image -> image.serve(List.of(8080, 9404), List.of(), server -> {
                    assertThat(server.get("/health")).isEqualTo("{\"healthy\":true}");
                    assertThat(server.exec("id", "-u")).isEqualTo("1000");
                    if (image.name().endsWith(":jib")) {
                        server.awaitHealth("healthy");
                    }
                }));
    }

    private interface Options {
        MavenRun on(MavenRun run);
    }

    private void isOne(String sample, Options options, String module, Visit<LoadedImage> check) throws Exception {
        TreeMap<String, Object> first = new TreeMap<>();
        for (String strategy : STRATEGIES) {
            String name = "docker-strategy-it/" + sample + ":" + strategy;
            Workspace workspace = Workspace.copyOf(sample);
            build(workspace, options, strategy, name);
            assertThat(workspace.read(module + "target/docker-strategy/result.json"))
                    .contains("\"" + strategy + "\"");
            assertThat(workspace.sample().has(module + "target/classes"))
                    .as("compiled on this machine by " + strategy)
                    .isEqualTo(List.of("jib", "copy-local").contains(strategy) && !sample.equals("builder-go"));
            engine.withImage(name, image -> {
                TreeMap<String, Object> found = new TreeMap<>(ImageConfig.of(name, engine));
                assertThat(String.valueOf(found.get(ImageConfig.HEALTH_CHECK)))
                        .as(strategy)
                        .isEqualTo(hasHealth(sample) ? HEALTH : "");
                found.put("files", FileTree.of(name, engine));
                if (first.isEmpty()) {
                    first.putAll(found);
                }
                assertThat(withoutFiles(found)).as(strategy).isEqualTo(withoutFiles(first));
                FileTree.assertSame(strategy, files(found), files(first));
                check.to(image);
            });
        }
    }

    private static boolean hasHealth(String sample) {
        return sample.equals("gms-shape");
    }

    private void build(Workspace workspace, Options options, String strategy, String name) {
        MavenRun run = options.on(workspace.maven());
        if (hasHealth(String.valueOf(workspace.folder().getFileName()))) {
            run = run.with("docker-strategy.container.healthCheck.shell", CHECK)
                    .with("docker-strategy.container.healthCheck.interval", "1s")
                    .with("docker-strategy.container.healthCheck.startPeriod", "2m")
                    .with("docker-strategy.container.healthCheck.retries", "4");
        }
        String builder = workspace.folder().endsWith("builder-go") ? "golang:1" : "jdk-maven:17";
        run.with("it.base.jre", UnseenBase.of(env, "base/jre:17"))
                .with("it.base.tomcat", UnseenBase.of(env, "base/tomcat:10"))
                .with("docker-strategy.strategy", strategy)
                .with("docker-strategy.output", "daemon")
                .with("docker-strategy.docker.executable", env.dockerCli())
                .with("docker-strategy.builder.from", env.registry() + "/base/" + builder)
                .with("image", name)
                .environment("DOCKER_HOST", env.dockerHost())
                .environment("DOCKER_BUILDKIT", "0")
                .succeed("docker-strategy:build");
    }

    private static Map<String, Object> withoutFiles(Map<String, Object> found) {
        TreeMap<String, Object> rest = new TreeMap<>(found);
        rest.remove("files");
        return rest;
    }

    @SuppressWarnings("unchecked")
    private static SortedMap<String, String> files(Map<String, Object> found) {
        return (SortedMap<String, String>) java.util.Objects.requireNonNull(found.get("files"));
    }
}
