package io.github.dockerstrategy.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Folder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() {
        root = folder.resolve("root");
        Folder files = new Folder(root);
        for (String name : List.of(
                "pom.xml",
                ".mvn/maven.config",
                ".git/HEAD",
                ".idea/workspace.xml",
                "target/old.jar",
                "app/pom.xml",
                "app/src/Main.java",
                "app/target/app.jar",
                "app/src/target/Kept.java",
                "app/node_modules/x/index.js",
                "library/src/Library.java",
                "other/src/Other.java")) {
            files.file(name);
        }
    }

    @Test
    void takesAllOfTheTreeButWhatIsLeftOut() {
        assertThat(linked(new SourceTree(root, List.of(""), Set.of("target", "app/target", "other"))))
                .containsExactly(
                        ".mvn/maven.config",
                        "app/pom.xml",
                        "app/src/Main.java",
                        "app/src/target/Kept.java",
                        "library/src/Library.java",
                        "pom.xml");
    }

    @Test
    void takesOnlyTheFoldersThatAreNeeded() {
        assertThat(linked(new SourceTree(root, List.of("app", "library"), Set.of("app/target"))))
                .containsExactly(
                        "app/pom.xml", "app/src/Main.java", "app/src/target/Kept.java", "library/src/Library.java");
    }

    @Test
    void takesAFolderInsideOfAnotherOnce() {
        assertThat(linked(new SourceTree(root, List.of("", "app"), Set.of("target", "app/target", "other"))))
                .contains("app/src/Main.java", "library/src/Library.java")
                .doesNotHaveDuplicates();
    }

    @Test
    void neverTakesVersionControlOrWhatToolsKeep() {
        assertThat(linked(new SourceTree(root, List.of(""), Set.of())))
                .contains("app/target/app.jar")
                .noneMatch(file -> file.contains(".git/") || file.contains(".idea") || file.contains("node_modules"));
    }

    private List<String> linked(SourceTree sources) {
        Path target = folder.resolve("context");
        sources.linkInto(target);
        return new Folder(target).files();
    }
}
