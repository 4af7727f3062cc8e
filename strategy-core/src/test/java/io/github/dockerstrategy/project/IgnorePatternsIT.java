package io.github.dockerstrategy.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.testing.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of ignore files, against BuildKit's own. */
class IgnorePatternsIT {

    private static final List<String> FILES = List.of(
            "a.txt",
            "b.key",
            ".env",
            "src/a.txt",
            "src/b.key",
            "src/.env",
            "src/deep/down/b.key",
            "src/deep/a.txt",
            "a b/c d.txt",
            "docs/a1.md",
            "docs/b2.md",
            "docs/c.md",
            "srcs/a.txt");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.key\n.env\n",
                "**/*.key\n**/.env\n!src/b.key\n",
                "*\n!src\nsrc/deep\n!src/deep/down/b.key\n",
                "/src/\n!src/deep/a.txt\n# comment\n",
                "src/**\n!src/**/a.txt\n",
                "docs/[ab]?.md\na b/c*\n",
                "docs/[^a]*\n./src/../srcs//a.txt\n",
                "**/deep\n  !**/down  \n",
                "**\n!docs/*.md\n",
            })
    void leavesOutTheSameFilesAsTheBuilder(String text) throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        Folder context = new Folder(folder.resolve("context"));
        FILES.forEach(context::file);
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
        Files.writeString(context.path().resolve(".dockerignore"), text);
        Path output = folder.resolve("output");

        ProcessResult outcome = new HostPrograms()
                .run(
                        Command.of(
                                        context.path(),
                                        List.of(
                                                environment.value("docker.cli"),
                                                "buildx",
                                                "build",
                                                "--file",
                                                dockerfile.toString(),
                                                "--output",
                                                output.toString(),
                                                "."))
                                .withEnvironment(Map.of(
                                        "DOCKER_HOST", environment.value("docker.modern.host"),
                                        "DOCKER_CONFIG", environment.value("docker.config.buildx"))),
                        line -> {});

        assertThat(outcome.succeeded()).as(String.join("\n", outcome.errors())).isTrue();
        IgnorePatterns patterns = IgnorePatterns.parse(text, ".dockerignore");
        assertThat(FILES.stream().filter(file -> !patterns.exclude(file, false)).sorted())
                .isEqualTo(new Folder(output)
                        .files().stream()
                                .filter(file -> !file.equals(".dockerignore"))
                                .toList());
    }
}
