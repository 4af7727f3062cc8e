package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.Application;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays an application out in layers. Reads the built files, writes nothing.
 *
 * @param launch how the application is started
 * @param split how its dependencies are spread over layers
 * @param extra files besides the application
 * @param modified modification time of every file in the image
 */
public record ApplicationLayout(Launch launch, DependencySplit split, ExtraFiles extra, Instant modified) {

    /** The layers of {@code application}, those that change most rarely first. */
    public Layout of(Application application) {
        List<Layer> layers = new ArrayList<>(layers(application));
        Layer extras = extra.layer(modified);
        layers.add(placeOfExtras(layers), extras);
        return new Layout(split.named().takeByPath(layers));
    }

    private List<Layer> layers(Application application) {
        if (application instanceof Application.Exploded exploded) {
            return new ExplodedLayers(launch, split, modified).of(exploded);
        }
        if (application instanceof Application.War war) {
            return new WarLayers(launch.appRoot(), split, modified).of(war);
        }
        if (application instanceof Application.Packaged packaged) {
            return new PackagedLayers(launch, split, modified).of(packaged);
        }
        return List.of(new ArtifactLayer(modified).of((Application.Artifact) application));
    }

    /** Extra files change more often than what was resolved and launched, and more rarely than what is edited. */
    private static int placeOfExtras(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            String name = layers.get(i).name();
            if (name.equals(Layer.RESOURCES) || name.equals(Layer.CLASSES) || name.equals(Layer.APPLICATION)) {
                return i;
            }
        }
        return layers.size();
    }
}
