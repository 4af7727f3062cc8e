package io.github.dockerstrategy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchCopyTest {

    @TempDir
    Path temp;

    @Test
    void aClassGetsAConstant() {
        assertThat(ScratchCopy.changed("package a;\n\n@Named\npublic final class A {\n\n\tint x;\n}\n", "v1"))
                .isEqualTo(
                        "package a;\n\n@Named\npublic final class A {\n\n\tstatic final String DOCKER_STRATEGY_COMPARE = \"v1\";\n\n\tint x;\n}\n");
    }

    @Test
    void onlyAClassCanBeChanged() {
        assertThat(ScratchProject.isChangeable("enum A { B, C }")).isFalse();
        assertThat(ScratchProject.isChangeable("/** No class {@code A} {\n */\ninterface A {\n}"))
                .isFalse();
        assertThat(ScratchProject.isChangeable("class A extends B<C> implements D {\n}"))
                .isTrue();
    }

    @Test
    void aNamedDependencyGetsTheOtherVersion() throws IOException {
        assertThat(changed("<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>1</version><scope>runtime</scope></dependency></dependencies>"))
                .contains("<version>2</version><scope>runtime</scope>")
                .doesNotContain("<version>1</version>");
    }

    @Test
    void aManagedDependencyGetsAVersionOfItsOwn() throws IOException {
        assertThat(changed("<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>"
                        + "</dependencies>"))
                .contains("<artifactId>a</artifactId><version>2</version></dependency>");
    }

    @Test
    void aDependencyOfADependencyIsNamed() throws IOException {
        assertThat(changed("<name>shop</name>"))
                .contains("<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>2</version></dependency></dependencies>");
    }

    @Test
    void whatBuildsHaveLeftIsNotCopied() throws IOException {
        Path root = project("");
        Files.createDirectories(root.resolve("target/classes"));
        Files.writeString(root.resolve("target/classes/A.class"), "x");

        ScratchCopy copy = ScratchCopy.of(scratch(root), temp.resolve("copy"), "token");

        assertThat(copy.files().keySet())
                .containsExactlyInAnyOrder(Path.of("pom.xml"), Path.of(".mvn/docker-strategy-compare"));
    }

    @Test
    void layersThatWereDeletedAreNotInTheTree() {
        ImageContents before = read("before", List.of(Map.of("a/one", "1", "a/two", "2", "b/three", "3")));
        ImageContents after = read(
                "after",
                List.of(
                        Map.of("a/one", "1", "a/two", "2", "b/three", "3", "c", "4"),
                        Map.of("a/.wh.two", "", "b/.wh..wh..opq", "", ".wh.c", "")));

        assertThat(after.differencesFrom(before))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("/a/two: file") && line.endsWith("→ missing"))
                .anyMatch(line -> line.startsWith("/b/three: file") && line.endsWith("→ missing"));
        assertThat(after.hasShell()).isFalse();
        assertThat(after.user()).isEqualTo("1000");
    }

    @Test
    void aLayerIsCompressedAsAPushWould() {
        Map<String, String> layer = Map.of("bin/sh", "#".repeat(100_000));

        ImageContents plain =
                new ImageArchive().read(Archives.image(temp.resolve("p.tar"), false, List.of(layer)), List.of());

        assertThat(plain.packed()).isEqualTo(Archives.packedSize(layer)).isLessThan(1_000);
        assertThat(plain.unpacked()).isEqualTo(100_000);
        assertThat(plain.hasShell()).isTrue();
    }

    private ImageContents read(String name, List<Map<String, String>> layers) {
        return new ImageArchive().read(Archives.image(temp.resolve(name), true, layers), List.of());
    }

    private String changed(String elements) throws IOException {
        Path root = project(elements);
        ScratchCopy copy = ScratchCopy.of(scratch(root), temp.resolve("copy"), "token");
        copy.changeDependency();
        return Files.readString(temp.resolve("copy/pom.xml"));
    }

    private Path project(String elements) throws IOException {
        Path root = Files.createDirectories(temp.resolve("project"));
        Files.writeString(root.resolve("pom.xml"), "<project>" + elements + "</project>");
        return root;
    }

    private static ScratchProject scratch(Path root) {
        return new ScratchProject(
                root,
                "",
                List.of(root.resolve("target")),
                java.util.Optional.empty(),
                java.util.Optional.of(new ScratchProject.Change("g", "a", "1", "2")));
    }
}
