package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootLayoutTest {

    @TempDir
    private Path root;

    @Test
    void honoursTheArchivesOwnIndex() {
        Path jar = boot().member("BOOT-INF/layers.idx", """
                        - "dependencies":
                          - "BOOT-INF/lib/released-1.jar"
                        - "spring-boot-loader":
                          - "org/"
                        - "snapshot-dependencies":
                          - "BOOT-INF/lib/fresh-1-SNAPSHOT.jar"
                        - "application":
                          - "BOOT-INF/classes/"
                          - "BOOT-INF/classpath.idx"
                          - "BOOT-INF/layers.idx"
                          - "META-INF/"
                        """)
                .manifest("Spring-Boot-Layers-Index", "BOOT-INF/layers.idx")
                .write(root.resolve("shop.jar"));
        Golden.assertMatches("layout/boot-index.txt", LayoutPicture.of(layout(jar, ExtraFiles.NONE), root));
    }

    @Test
    void takesOverLayersThatTheProjectNamed() {
        Path jar = boot().member("BOOT-INF/layers.idx", """
                        - "Company Libraries":
                          - "BOOT-INF/lib/released-1.jar"
                        - "launch":
                          - "org/"
                        - "extra":
                          - "BOOT-INF/lib/fresh-1-SNAPSHOT.jar"
                        - "application":
                          - "BOOT-INF/classes/"
                        """)
                .manifest("Spring-Boot-Layers-Index", "BOOT-INF/layers.idx")
                .write(root.resolve("shop.jar"));
        new Folder(root).file("etc/banner.txt");
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(
                        root.resolve("etc"), new ContainerPath("/etc"), List.of(), List.of(), false)),
                List.of(),
                List.of());
        Golden.assertMatches("layout/boot-custom.txt", LayoutPicture.of(layout(jar, extra), root));
    }

    @Test
    void refusesAnIndexThatIsDamaged() throws IOException {
        Path jar = boot().member("BOOT-INF/layers.idx", "- \"application\":\n  - \"BOOT-INF/classes/\"\n")
                .manifest("Spring-Boot-Layers-Index", "BOOT-INF/layers.idx")
                .write(root.resolve("shop.jar"));
        byte[] bytes = Files.readAllBytes(jar);
        int member = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("BOOT-INF/layers.idx");
        int extra = bytes[member - 2];
        bytes[member + "BOOT-INF/layers.idx".length() + extra + 2] ^= 0x55;
        Files.write(jar, bytes);
        refusalOf(() -> layout(jar, ExtraFiles.NONE))
                .hasId("broken-archive")
                .says("'BOOT-INF/layers.idx' in '" + jar + "' cannot be read");
    }

    @Test
    void makesItsOwnLayersForAnArchiveWithoutAnIndex() {
        Path jar = boot().write(root.resolve("shop.jar"));
        Golden.assertMatches("layout/boot-no-index.txt", LayoutPicture.of(layout(jar, ExtraFiles.NONE), root));
    }

    @Test
    void refusesAnArchiveThatSaysItselfHowItIsStarted() {
        Path jar = boot().member("launch.args", "-javaagent:/evil.jar").write(root.resolve("shop.jar"));
        refusalOf(() -> layout(jar, ExtraFiles.NONE))
                .hasId("unsafe-archive-member")
                .says("The member 'launch.args' of the archive '" + jar + "'");
    }

    @Test
    void refusesAFolderInPlaceOfTheFileThatSaysHowItIsStarted() {
        Path jar = boot().member("launch.args/x").write(root.resolve("shop.jar"));
        refusalOf(() -> layout(jar, ExtraFiles.NONE)).hasId("unsafe-archive-member");
    }

    @Test
    void refusesAMemberThatWouldLieOutsideOfTheApplication() {
        Path jar = boot().member("BOOT-INF/classes/../../../usr/bin/java").write(root.resolve("shop.jar"));
        refusalOf(() -> layout(jar, ExtraFiles.NONE)).hasId("unsafe-archive-member");
    }

    @Test
    void refusesAMemberThatIsThereOnceMoreByAnotherName() {
        Path jar = boot().member("BOOT-INF/classes/a")
                .member("BOOT-INF/classes/./a")
                .write(root.resolve("shop.jar"));
        refusalOf(() -> layout(jar, ExtraFiles.NONE))
                .hasId("unsafe-archive-member")
                .says("The member 'BOOT-INF/classes/./a' of the archive '" + jar + "'");
    }

    @Test
    void aJarThatOnlyNamesAMainClassIsNoSpringBootArchive() {
        assertThat(BootLayers.made(Archive.open(
                        Jars.jar().manifest("Main-Class", "demo.Main").write(root.resolve("a.jar")))))
                .isFalse();
        assertThat(BootLayers.made(Archive.open(boot().write(root.resolve("b.jar")))))
                .isTrue();
    }

    private static Jars boot() {
        return Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .manifest("Start-Class", "demo.Shop")
                .manifest("Spring-Boot-Version", "4.0.0")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .manifest("Spring-Boot-Lib", "BOOT-INF/lib/")
                .member("org/springframework/boot/loader/launch/JarLauncher.class")
                .member("BOOT-INF/classes/demo/Shop.class")
                .member("BOOT-INF/classes/application.yaml")
                .member("BOOT-INF/lib/released-1.jar")
                .member("BOOT-INF/lib/fresh-1-SNAPSHOT.jar")
                .member("BOOT-INF/classpath.idx");
    }

    private static Layout layout(Path jar, ExtraFiles extra) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of("-Xmx256m"), true);
        return new ApplicationLayout(launch, DependencyLayering.NONE, extra, Images.MODIFIED)
                .of(new Application.Packaged(jar, List.of(), ""));
    }
}
