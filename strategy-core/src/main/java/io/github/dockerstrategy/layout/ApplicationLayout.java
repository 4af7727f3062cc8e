package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.Application;
import java.time.Instant;
import java.util.List;

/**
 * Lays an application out in layers. Reads the built files, writes nothing.
 *
 * @param launch how the application is started
 * @param split how its dependencies are spread over layers
 * @param extra files besides the application
 * @param modified modification time of every file in the image
 */
public record ApplicationLayout(Launch launch, DependencyLayering split, ExtraFiles extra, Instant modified) {

    /** The layers of {@code application}, those that change most rarely first. */
    public Layout of(Application application) {
        Layer extras = extra.layer(modified);
        List<Layer> layers = new ExtraLayer(extras, modified).among(layers(application, extras));
        return new Layout(split.named().takeByPath(layers));
    }

    private List<Layer> layers(Application application, Layer extras) {
        if (application instanceof Application.Exploded exploded) {
            return new ExplodedLayers(launch, split, modified, extras).of(exploded);
        }
        if (application instanceof Application.War war) {
            return new WarLayers(launch.appRoot(), split, modified).of(war);
        }
        if (application instanceof Application.Packaged packaged) {
            return new PackagedLayers(launch, split, modified).of(packaged);
        }
        if (application instanceof Application.FastJar fastJar) {
            return new FastJarLayers(launch, split, modified).of(fastJar);
        }
        return List.of(new ArtifactLayer(modified).of((Application.Artifact) application));
    }
}
