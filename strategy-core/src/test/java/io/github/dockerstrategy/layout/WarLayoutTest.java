package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarLayoutTest {

    @TempDir
    private Path root;

    @Test
    void isLaidOpenWhereTheContainerLooksForIt() {
        Path war = Jars.jar()
                .member("index.html")
                .member("META-INF/context.xml")
                .member("WEB-INF/web.xml")
                .member("WEB-INF/classes/demo/App.class")
                .member("WEB-INF/classes/messages.properties")
                .member("WEB-INF/lib/release-1.0.jar")
                .member("WEB-INF/lib/fresh-1.0-SNAPSHOT.jar")
                .member("WEB-INF/lib/api-0.1.jar")
                .member("WEB-INF/lib/README.txt")
                .write(root.resolve("demo.war"));
        Folder folder = new Folder(root);
        folder.file("extra/conf/a.xml");
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(
                        root.resolve("extra"), new ContainerPath("/etc"), List.of(), List.of(), false)),
                List.of(),
                List.of());
        Dependency api = new Dependency(
                new Coordinates("demo", "api", "0.1"), "api-0.1.jar", root.resolve("api.jar"), Origin.PROJECT);
        Layout layout = new ApplicationLayout(
                        new Launch(new ContainerPath("/var/lib/jetty/webapps/ROOT"), List.of(), true),
                        DependencyLayering.NONE,
                        extra,
                        Images.MODIFIED)
                .of(new Application.War(war, List.of(api)));
        Golden.assertMatches("layout/war.txt", LayoutPicture.of(layout, root));
    }

    @Test
    void guessesFromTheNameWhetherAnUnknownJarIsASnapshot() {
        Path war = Jars.jar()
                .member("WEB-INF/lib/a-1.jar")
                .member("WEB-INF/lib/b-1-SNAPSHOT.jar")
                .write(root.resolve("demo.war"));
        Layout layout = new WarLayers(new ContainerPath("/w"), DependencyLayering.NONE, Images.MODIFIED)
                .of(new Application.War(war, List.of())).stream()
                        .filter(layer -> !layer.isEmpty())
                        .collect(java.util.stream.Collectors.collectingAndThen(
                                java.util.stream.Collectors.toList(), Layout::new));
        assertThat(layout.layers())
                .extracting(Layer::name)
                .containsExactly(Layer.DEPENDENCIES, Layer.SNAPSHOT_DEPENDENCIES, Layer.RESOURCES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "WEB-INF/classes/../../../usr/bin/java",
                "/etc/shadow",
                "..\\..\\etc\\group",
                "..",
                ".",
                "./a.txt",
                "a//b",
                "a\0b"
            })
    void refusesAMemberThatWouldLieElsewhere(String name) {
        Path war = Jars.jar().member(name).write(root.resolve("demo.war"));
        refusalOf(() -> layers(war))
                .hasId("unsafe-archive-member")
                .says("The member '" + name.replace('\0', '?') + "' of the archive '" + war
                        + "' cannot be added to an image");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh..wh..opq", "WEB-INF/.wh.web.xml", ".wh.x/a"})
    void refusesAMemberThatWouldRemoveFilesOfLayersBelow(String name) {
        Path war = Jars.jar().member(name).write(root.resolve("demo.war"));
        refusalOf(() -> layers(war))
                .hasId("reserved-file-name")
                .says("'/w/" + name + "'")
                .pointsAt(war + ", member " + name);
    }

    @Test
    void refusesTwoMembersOfOneName() throws IOException {
        Path war = Jars.jar().member("first").member("other").write(root.resolve("demo.war"));
        String bytes = Files.readString(war, StandardCharsets.ISO_8859_1);
        Files.writeString(war, bytes.replace("other", "first"), StandardCharsets.ISO_8859_1);
        refusalOf(() -> layers(war)).hasId("unsafe-archive-member").says("there are two of that name");
    }

    @Test
    void refusesAMemberThatIsThereOnceMoreByAnotherName() {
        Path war = Jars.jar().member("a").member("./a").write(root.resolve("demo.war"));
        refusalOf(() -> layers(war))
                .hasId("unsafe-archive-member")
                .says("The member './a' of the archive '" + war + "' cannot be added to an image");
    }

    @Test
    void refusesAnArchiveWhoseManifestIsNone() throws IOException {
        Path war = Jars.jar().manifest("Good", "1").write(root.resolve("demo.war"));
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.writeString(zip.getPath("META-INF/MANIFEST.MF"), "no colon in it\n");
        }
        refusalOf(() -> layers(war)).hasId("broken-archive").says("'" + war + "'", "invalid");
    }

    @Test
    void refusesAMemberThatIsAFileAndAFolder() {
        Path war = Jars.jar().member("d").member("d-x").member("d/x").write(root.resolve("demo.war"));
        refusalOf(() -> layers(war)).hasId("unsafe-archive-member").says("'d/x'", "'d' is a file, too");
    }

    private static List<Layer> layers(Path war) {
        return new WarLayers(new ContainerPath("/w"), DependencyLayering.NONE, Images.MODIFIED)
                .of(new Application.War(war, List.of()));
    }
}
