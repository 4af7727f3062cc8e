package io.github.dockerstrategy.maven.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.project.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedRuntimeTest {

    @TempDir
    Path basedir;

    @Test
    void jarsAmongTheExtraFilesRunInItToo() throws IOException {
        Path classes = Files.createDirectories(basedir.resolve("classes"));
        Path launcher = Files.createFile(basedir.resolve("launcher.jar"));
        Path text = Files.createFile(basedir.resolve("notes.txt"));
        Layer extras = new Layer(
                Layer.EXTRA,
                List.of(
                        Entry.file(new ContainerPath("/opt/server.jar"), launcher, Instant.EPOCH),
                        Entry.file(new ContainerPath("/opt/notes.jar"), text, Instant.EPOCH)));

        assertThat(classPath(new Application.Exploded(List.of(classes), List.of(), "Main"), extras))
                .containsExactly(classes, launcher);
    }

    @Test
    void anArtifactIsLookedThroughForJars() throws IOException {
        Path folder = Files.createDirectories(basedir.resolve("quarkus-app/lib/main"));
        Path library = Files.createFile(folder.resolve("a.jar"));
        Path runner = Files.createFile(basedir.resolve("quarkus-app/quarkus-run.jar"));
        Layer none = new Layer(Layer.EXTRA, List.of());

        assertThat(classPath(artifact("quarkus-app"), none))
                .containsExactly(basedir.resolve("quarkus-app"), library, runner);
        assertThat(classPath(artifact("quarkus-app/quarkus-run.jar"), none)).containsExactly(runner);
        Files.createFile(basedir.resolve("app"));
        assertThat(classPath(artifact("app"), none)).as("no jar").isEmpty();
    }

    private Application artifact(String path) {
        return new Application.Artifact(basedir.resolve(path), new ContainerPath("/app"));
    }

    private List<Path> classPath(Application application, Layer extras) {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        ImageGoal image = ImageGoal.of(mojo);
        return new LinkedRuntime(
                        TestModule.context(mojo), new Module(TestModule.context(mojo)), image.cache(), image.log())
                .request(application, extras, Instant.EPOCH)
                .classPath();
    }
}
