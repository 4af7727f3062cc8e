package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ExtraFiles.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtraFilesTest {

    @TempDir
    private Path from;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(from.resolve("more/deep"));
        for (String file : List.of("a.sh", "a.md", "more/b.sh", "more/deep/c.sh")) {
            Files.writeString(from.resolve(file), "");
        }
    }

    @Test
    void includesFilesOfTheFolderItselfAndOfAnyBelow() {
        assertThat(files(List.of("**/*.sh"), List.of()))
                .containsExactly("/into/a.sh", "/into/more/b.sh", "/into/more/deep/c.sh");
    }

    @Test
    void excludesFilesOfTheFolderItselfAndOfAnyBelow() {
        assertThat(files(List.of(), List.of("**/*.sh"))).containsExactly("/into/a.md");
    }

    @Test
    void understandsGlobsWithAlternatives() {
        assertThat(files(List.of("*.{sh,md}"), List.of())).containsExactly("/into/a.md", "/into/a.sh");
    }

    private List<String> files(List<String> includes, List<String> excludes) {
        Folder folder = new Folder(from, ContainerPath.parse("/into", "<into>"), includes, excludes, false);
        return new ExtraFiles(List.of(folder), List.of(), List.of())
                .layer(Instant.EPOCH).entries().stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(entry -> entry.path().value())
                        .toList();
    }
}
