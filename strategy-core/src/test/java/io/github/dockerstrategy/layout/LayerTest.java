package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.testing.Images;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Classes", "a b", "-a", "a-", "a--b", "../a"})
    void refusesANameThatCouldNotBeAFolder(String name) {
        assertThatThrownBy(() -> new Layer(name, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoEntriesOfOnePath() {
        assertThatThrownBy(() -> new Layer("a", List.of(text("/x", "1"), text("/x", "2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/x");
    }

    @Test
    void ofEntriesWithOnePathTheLastWinsWhereThatIsWanted() {
        assertThat(Layer.ofLastWins("a", List.of(text("/x", "1"), text("/x", "2")))
                        .entries())
                .containsExactly(text("/x", "2"));
    }

    @Test
    void sortsItsEntriesAndCountsItsFiles() {
        Entry directory = Entry.directory(new ContainerPath("/m"), Images.MODIFIED);
        Layer layer = new Layer("a", List.of(text("/z", "1"), directory, text("/b", "2")));
        assertThat(layer.entries()).extracting(entry -> entry.path().value()).containsExactly("/b", "/m", "/z");
        assertThat(layer.fileCount()).isEqualTo(2);
    }

    @Test
    void aLayoutHasNoEmptyLayerAndNoNameTwice() {
        Layer layer = new Layer("a", List.of(text("/x", "1")));
        assertThat(new Layout(List.of(new Layer("b", List.of()), layer)).layers())
                .containsExactly(layer);
        assertThatThrownBy(() -> new Layout(List.of(layer, layer))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void laysLowerLayersBelow() {
        Layer upper = new Layer("a", List.of(text("/x", "1")));
        Layer lower = new Layer("b", List.of(text("/y", "1")));
        assertThat(new Layout(List.of(upper)).onTopOf(List.of(lower)).layers()).containsExactly(lower, upper);
    }

    private static Entry text(String path, String text) {
        return Entry.text(new ContainerPath(path), text, Images.MODIFIED);
    }
}
