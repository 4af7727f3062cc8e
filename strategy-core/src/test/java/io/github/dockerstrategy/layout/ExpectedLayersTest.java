package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedLayersTest {

    @Test
    void aLayerThatIsMissingHoldsTheApplicationsFolderAndAnUnexpectedOneGoesToTheLast() {
        Layout layout = new Layout(
                List.of(layer("libraries", "/app/lib"), layer("custom", "/app/custom"), layer("classes", "/app/A")));
        Layout expected = new ExpectedLayers(
                        List.of("libraries", "extra", "classes"), new ContainerPath("/app"), Images.MODIFIED)
                .of(layout);
        assertThat(LayoutPicture.withContents(expected)).isEqualTo("""
                layer libraries
                  644 0:0 1970-01-01T00:00:01Z /app/lib  'libraries'
                layer extra
                  755 0:0 1970-01-01T00:00:01Z /app  directory
                layer classes
                  644 0:0 1970-01-01T00:00:01Z /app/A  'classes'
                  644 0:0 1970-01-01T00:00:01Z /app/custom  'custom'
                """);
    }

    @ParameterizedTest
    @EnumSource(ApplicationKind.class)
    void everyKindOfApplicationNamesItsLayersOnceAndALinkedRuntimeBelow(ApplicationKind kind) {
        assertThat(kind.layers(false, DependencyLayering.NONE))
                .doesNotHaveDuplicates()
                .contains(Layer.EXTRA);
        assertThat(kind.layers(true, DependencyLayering.NONE))
                .startsWith(Layer.SYSTEM, Layer.RUNTIME)
                .endsWith(kind.layers(false, DependencyLayering.NONE).toArray(String[]::new));
    }

    private static Layer layer(String name, String path) {
        return new Layer(name, List.of(Entry.text(new ContainerPath(path), name, Images.MODIFIED)));
    }
}
