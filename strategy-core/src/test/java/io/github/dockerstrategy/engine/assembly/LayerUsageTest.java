package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerUsageTest {

    private static final String DIGEST = Sha256.hex("all of the layer");

    @TempDir
    Path folder;

    private LayerUsage cache;
    private Path layer;
    private Path key;

    @BeforeEach
    void fill() throws IOException {
        cache = new LayerUsage(folder);
        layer = Files.createDirectories(folder.resolve("layers").resolve(DIGEST));
        Files.writeString(layer.resolve("diff"), "all of the layer");
        key = Files.createDirectories(folder.resolve("keys")).resolve("k");
        Files.writeString(key, DIGEST);
        cache.rememberNew();
    }

    @Test
    void aUseIsNoted() throws IOException {
        Path size = folder.resolve("sizes").resolve(DIGEST);
        Files.setLastModifiedTime(size, FileTime.from(Instant.EPOCH));

        cache.use(List.of(new LayerResult("", "sha256:" + DIGEST, 16)));

        assertThat(cache.lastUse(layer)).isAfter(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void keysAreForgottenWithTheirLayer() throws IOException {
        cache.forget(layer);

        assertThat(key).doesNotExist();
        assertThat(folder.resolve("sizes").resolve(DIGEST)).doesNotExist();
    }

    @Test
    void otherKeysAreKept() throws IOException {
        Path other = Files.writeString(key.resolveSibling("other"), Sha256.hex("another layer"));

        cache.forget(layer);

        assertThat(other).exists();
    }

    @Test
    void isContentWithAnEmptyFolder() throws IOException {
        LayerUsage empty = new LayerUsage(folder.resolve("none"));

        empty.rememberNew();

        assertThat(empty.folder()).doesNotExist();
    }
}
