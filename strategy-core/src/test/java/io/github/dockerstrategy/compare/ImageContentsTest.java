package io.github.dockerstrategy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.compare.ImageContents.LayerContents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageContentsTest {

    private static final LayerContents BASE = layer("sha256:b", "", 1000);
    private static final LayerContents CLASSES = layer("sha256:c", "classes", 30);

    private static LayerContents layer(String diffId, String name, long packed) {
        return new LayerContents(diffId, name, packed, packed * 2, Map.of());
    }

    private static ImageContents image(String id, LayerContents... layers) {
        return new ImageContents(id, 7, Map.of(), List.of(layers));
    }

    @Test
    void aLayerThatLiesInItTwiceIsSentOnce() {
        ImageContents image = image("sha256:1", BASE, layer("sha256:e", "one", 5), layer("sha256:e", "two", 5));

        assertThat(image.pushBytes(List.of())).isEqualTo(1000 + 5 + 7);
    }

    @Test
    void whatAnEarlierImageHadIsNotSent() {
        ImageContents first = image("sha256:1", BASE, CLASSES);
        ImageContents second = image("sha256:2", BASE, layer("sha256:d", "classes", 31));

        assertThat(second.pushBytes(List.of(first))).isEqualTo(31 + 7);
        assertThat(first.pushBytes(List.of(first, second))).isZero();
    }
}
