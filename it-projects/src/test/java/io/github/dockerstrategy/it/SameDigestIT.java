package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commit gives the same image, whoever builds it and wherever. */
@ExtendWith(CleanupExtension.class)
class SameDigestIT {

    @ParameterizedTest
    @ValueSource(strings = {"http-service", "spring-boot-3", "war-tomcat", "packaged-shaded", "builder-shell"})
    void isTheSameAfterCleanAndInAnotherFolder(String sample) throws IOException {
        Workspace here = Workspace.copyOf(sample);
        here.maven().succeed("package");
        String digest = here.digest();
        long size = Files.size(here.path("target/docker-strategy/image.tar"));

        here.maven().succeed("clean", "package");
        Workspace elsewhere = Workspace.copyOf(sample);
        touchAll(elsewhere.folder());
        elsewhere.maven().succeed("package");

        assertThat(here.digest()).isEqualTo(digest);
        assertThat(elsewhere.digest()).isEqualTo(digest);
        assertThat(elsewhere.path("target/docker-strategy/image.tar")).hasSize(size);
        assertThat(elsewhere.path("target/docker-strategy/image.tar"))
                .hasSameBinaryContentAs(here.path("target/docker-strategy/image.tar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "registry", "daemon"})
    void isTheSameWithEveryOutput(String output) {
        String image = TestEnv.current().registry() + "/it/same-digest:" + output;
        Workspace here = Workspace.copyOf("http-service");
        Workspace elsewhere = Workspace.copyOf("http-service");

        here.maven().with("docker-strategy.output", output).with("image", image).succeed("package");
        elsewhere
                .maven()
                .with("docker-strategy.output", output)
                .with("image", image)
                .succeed("package");

        assertThat(elsewhere.digest()).isEqualTo(here.digest());
        assertThat(elsewhere.read("target/docker-strategy/image.id"))
                .isEqualTo(here.read("target/docker-strategy/image.id"));
        if (output.equals("registry")) {
            assertThat(RegistryProbe.open(TestEnv.current()).digest("it/same-digest", "registry"))
                    .isEqualTo(here.digest());
        }
        if (output.equals("daemon")) {
            Engine engine = new Engine(TestEnv.current());
            String id = engine.docker("image", "inspect", "--format", "{{.Id}}", image)
                    .orFail("docker image inspect");
            engine.docker("rmi", "--force", image);
            assertThat(id.strip())
                    .isEqualTo(here.read("target/docker-strategy/image.id").strip());
        }
    }

    @Test
    void changesOnlyTheLayerThatWasEdited() {
        Workspace before = Workspace.copyOf("http-service");
        Workspace after = Workspace.copyOf("http-service");
        String source = "src/main/java/io/github/dockerstrategy/samples/http/HttpService.java";
        after.edit(source, text -> text.replace("Listening on port", "Now listening on port"));

        before.maven().succeed("package");
        after.maven().succeed("package");

        ImageTar old = before.sample().image();
        ImageTar edited = after.sample().image();
        assertThat(edited.layerNamesAboveBase()).isEqualTo(old.layerNamesAboveBase());
        for (String layer : old.layerNamesAboveBase()) {
            boolean same = edited.layer(layer).blob().equals(old.layer(layer).blob());
            assertThat(same).as("layer %s is as before", layer).isEqualTo(!layer.equals("classes"));
        }
    }

    private static void touchAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (!file.toFile().setLastModified(1_234_567_890_000L)) {
                    throw new IOException("cannot touch " + file);
                }
            }
        }
    }
}
