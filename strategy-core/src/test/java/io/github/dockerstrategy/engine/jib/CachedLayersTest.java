package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedLayersTest {

    private static final String DIGEST = Sha256.hex("all of the layer");

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
    void removesALayerOfWhichAByteIsAnother() throws IOException {
        Files.writeString(layer, "all of the lAyer");

        cache.removeBroken();

        assertThat(layer.getParent()).doesNotExist();
    }

    @Test
    void removesWhatJibKeepsOfAnImageWhereAByteIsAnother() throws IOException {
        Path image = Files.createDirectories(folder.resolve("images/registry/base!1"))
                .resolve("manifests_configs.json");
        Files.writeString(image, "{\"user\":\"1\"}");
        cache.remember();
        cache.removeBroken();
        assertThat(image).exists();
        Files.writeString(image, "{\"user\":\"0\"}");

        cache.removeBroken();

        assertThat(image).doesNotExist();
    }

    @Test
    void removesASelectorThatIsNoText() throws IOException {
        Files.write(selector, new byte[] {(byte) 0xff, (byte) 0xfe});

        cache.removeBroken();

        assertThat(selector).doesNotExist();
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
