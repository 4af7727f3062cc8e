package io.github.dockerstrategy.layout;

import java.util.ArrayList;
import java.util.List;

/** What kind of application goes into the image: known before it is built, and with it the names of its layers. */
public enum ApplicationKind {
    EXPLODED(
            Layer.DEPENDENCIES,
            Layer.SNAPSHOT_DEPENDENCIES,
            Layer.PROJECT_DEPENDENCIES,
            Layer.LAUNCH,
            Layer.EXTRA,
            Layer.RESOURCES,
            Layer.CLASSES),
    WAR(
            Layer.DEPENDENCIES,
            Layer.SNAPSHOT_DEPENDENCIES,
            Layer.PROJECT_DEPENDENCIES,
            Layer.EXTRA,
            Layer.RESOURCES,
            Layer.CLASSES),
    PACKAGED(
            Layer.DEPENDENCIES,
            Layer.SPRING_BOOT_LOADER,
            Layer.SNAPSHOT_DEPENDENCIES,
            Layer.PROJECT_DEPENDENCIES,
            Layer.LAUNCH,
            Layer.EXTRA,
            Layer.APPLICATION),
    FAST_JAR(
            Layer.DEPENDENCIES,
            Layer.SNAPSHOT_DEPENDENCIES,
            Layer.PROJECT_DEPENDENCIES,
            Layer.LAUNCH,
            Layer.EXTRA,
            Layer.APPLICATION),
    ARTIFACT(Layer.EXTRA, Layer.APPLICATION);

    private final List<String> layers;

    ApplicationKind(String... layers) {
        this.layers = List.of(layers);
    }

    /**
     * Names of all layers that such an application can have, bottom first.
     *
     * @param linked whether a linked runtime lies below
     * @param split how dependencies are spread
     */
    public List<String> layers(boolean linked, DependencyLayering split) {
        List<String> all = new ArrayList<>(linked ? List.of(Layer.SYSTEM, Layer.RUNTIME) : List.of());
        for (String layer : layers) {
            all.addAll(layer.equals(Layer.DEPENDENCIES) ? split.names() : List.of(layer));
        }
        return all;
    }
}
