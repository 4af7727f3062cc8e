package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ArtifactLayoutTest {

    @TempDir
    private Path root;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no executable bit")
    void anExecutableFileStaysExecutable() {
        Path program = new Folder(root).file("out/links");
        program.toFile().setExecutable(true);
        golden("artifact-file.txt", new Application.Artifact(program, new ContainerPath("/usr/local/bin/links")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no executable bit")
    void aFoldersContentsAreTaken() throws IOException {
        Folder folder = new Folder(root);
        folder.file("site/index.html");
        folder.file("site/bin/serve").toFile().setExecutable(true);
        Files.createDirectories(root.resolve("site/empty"));
        Files.createSymbolicLink(root.resolve("site/start.html"), Path.of("index.html"));
        golden("artifact-folder.txt", new Application.Artifact(root.resolve("site"), new ContainerPath("/srv")));
    }

    @Test
    void refusesAnArtifactThatTheCommandsDidNotMake() {
        refusalOf(() -> layout(new Application.Artifact(root.resolve("gone"), ContainerPath.ROOT)))
                .hasId("missing-artifact")
                .says("gone")
                .pointsAt("builder.artifact");
    }

    private void golden(String name, Application application) {
        Golden.assertMatches("layout/" + name, LayoutPicture.of(layout(application), root));
    }

    private static Layout layout(Application application) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true);
        return new ApplicationLayout(launch, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED).of(application);
    }
}
