package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedLayersTest {

    private static final String DIGEST = "a1".repeat(32);

    @TempDir
    Path folder;

    private CachedLayers cache;
    private Path layer;
    private Path selector;

    @BeforeEach
    void fill() throws IOException {
        cache = new CachedLayers(folder);
        layer = Files.createDirectories(folder.resolve("layers").resolve(DIGEST))
                .resolve("diff");
        Files.writeString(layer, "all of the layer");
        selector = Files.createDirectories(folder.resolve("selectors")).resolve("s");
        Files.writeString(selector, DIGEST);
        cache.remember();
    }

    @Test
    void keepsWhatIsWhole() throws IOException {
        cache.removeBroken();

        assertThat(layer).exists();
        assertThat(selector).exists();
    }

    @Test
    void removesALayerThatWasCutShort() throws IOException {
        Files.writeString(layer, "all of");

        cache.removeBroken();

        assertThat(layer.getParent()).doesNotExist();
    }

    @Test
    void takesALayerThatWasMadeAgain() throws IOException {
        Files.writeString(layer, "all of");
        cache.removeBroken();
        Files.createDirectories(layer.getParent());
        Files.writeString(layer, "all of the layer");

        cache.removeBroken();

        assertThat(layer).exists();
    }

    @Test
    void removesASelectorThatWasCutShort() throws IOException {
        Files.writeString(selector, DIGEST.substring(1));

        cache.removeBroken();

        assertThat(selector).doesNotExist();
    }

    @Test
    void isContentWithAnEmptyFolder() throws IOException {
        CachedLayers empty = new CachedLayers(folder.resolve("none"));

        empty.removeBroken();
        empty.remember();

        assertThat(empty.folder()).doesNotExist();
    }
}
