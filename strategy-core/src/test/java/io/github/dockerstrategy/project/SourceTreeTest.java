package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        assertThat(linked(new SourceTree(
                        root, List.of(""), Set.of("target", "app/target", "other"), List.of(), List.of())))
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
        assertThat(linked(new SourceTree(root, List.of("app", "library"), Set.of("app/target"), List.of(), List.of())))
                .containsExactly(
                        "app/pom.xml", "app/src/Main.java", "app/src/target/Kept.java", "library/src/Library.java");
    }

    @Test
    void takesAFolderInsideOfAnotherOnce() {
        assertThat(linked(new SourceTree(
                        root, List.of("", "app"), Set.of("target", "app/target", "other"), List.of(), List.of())))
                .contains("app/src/Main.java", "library/src/Library.java")
                .doesNotHaveDuplicates();
    }

    @Test
    void neverTakesVersionControlOrWhatToolsKeep() {
        assertThat(linked(new SourceTree(root, List.of(""), Set.of(), List.of(), List.of())))
                .contains("app/target/app.jar")
                .noneMatch(file -> file.contains(".git/") || file.contains(".idea") || file.contains("node_modules"));
    }

    @Test
    void neverTakesCredentialsUnlessTheyAreSources() {
        Folder files = new Folder(root);
        List.of(
                        ".env",
                        ".env.local",
                        ".ssh/id_rsa",
                        "app/.netrc",
                        "id_ed25519",
                        ".docker/config.json",
                        ".git-credentials")
                .forEach(files::file);
        List.of("app/src/main/resources/.env", "web/package.json", "web/.env.production", ".docker/Dockerfile")
                .forEach(files::file);
        SourceTree sources = new SourceTree(root, List.of(""), Set.of("app/target"), List.of(), List.of());
        assertThat(linked(sources))
                .contains("app/src/main/resources/.env", "web/.env.production", ".docker/Dockerfile")
                .doesNotContain(".env", ".env.local", ".ssh/id_rsa", "app/.netrc", "id_ed25519", ".git-credentials")
                .doesNotContain(".docker/config.json");
        assertThat(sources.linkInto(folder.resolve("again")))
                .contains(".env (credentials are never sent)", "app/.netrc (credentials are never sent)");
    }

    @Test
    void leavesOutWhatIgnoreFilesSayAndTellsIt() {
        Folder files = new Folder(root);
        Path ignore = files.file(".dockerignore", "secrets\n**/*.key\n!app/src/test.key\n!.env\n");
        files.file("app/.dockerignore", "/notes.txt\n");
        List.of("secrets/a/b", "app/my.key", "app/src/test.key", "app/notes.txt", "notes.txt", ".env")
                .forEach(files::file);
        SourceTree sources = new SourceTree(
                root,
                List.of(""),
                Set.of("target", "app/target"),
                List.of("app/src"),
                List.of(ignoreFile(root), ignoreFile(root.resolve("app"))));
        assertThat(linked(sources))
                .contains("app/src/test.key", "notes.txt", ".env", "app/src/Main.java")
                .doesNotContain("secrets/a/b", "app/my.key", "app/notes.txt");
        assertThat(sources.linkInto(folder.resolve("again"))).contains("app/my.key (" + ignore + ")");
    }

    @Test
    void readsTheFirstIgnoreFileThatIsThereAndNoOther() {
        Folder files = new Folder(root);
        files.file("Dockerfile.dockerignore", "other\n");
        files.file(".dockerignore", "library\n");
        IgnoreFile file = new IgnoreFile(
                root,
                List.of(
                        root.resolve("Dockerfile.dockerignore"),
                        root.resolve(".containerignore"),
                        root.resolve(".dockerignore")));
        assertThat(linked(new SourceTree(root, List.of(""), Set.of(), List.of(), List.of(file))))
                .contains("library/src/Library.java")
                .doesNotContain("other/src/Other.java");
    }

    @Test
    void refusesAnIgnoreFileThatLeavesOutAllOfTheSources() {
        Folder files = new Folder(root);
        files.file("app/src/main/java/A.java");
        files.file(".dockerignore", "*\n!target/*.jar\n!app/pom.xml\n");
        SourceTree sources =
                new SourceTree(root, List.of("app"), Set.of(), List.of("app/src/main"), List.of(ignoreFile(root)));
        refusalOf(() -> sources.linkInto(folder.resolve("context")))
                .hasId("needed-file-ignored")
                .says("app/src/main")
                .pointsAt(".dockerignore")
                .advises("!app/src/main");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesALinkAsALinkAndNoPipe() throws Exception {
        Files.createSymbolicLink(root.resolve("app/link"), Path.of("../../elsewhere"));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("app/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        linked(new SourceTree(root, List.of(""), Set.of(), List.of(), List.of()));
        assertThat(folder.resolve("context/app/link")).isSymbolicLink();
        assertThat(folder.resolve("context/app/pipe")).doesNotExist();
    }

    private static IgnoreFile ignoreFile(Path of) {
        return new IgnoreFile(of, List.of(of.resolve(".dockerignore")));
    }

    private List<String> linked(SourceTree sources) {
        Path target = folder.resolve("context");
        sources.linkInto(target);
        return new Folder(target).files();
    }
}
