package io.github.dockerstrategy.oci.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Index;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An archive of one image as an OCI image layout. The same image gives the same bytes.
 *
 * @param file the archive
 * @param names the image's names, for containerd; empty for none
 * @param omitted blobs that are left out, as the engine that loads the archive has them
 */
public record OciLayout(Path file, List<ImageReference> names, Set<Digest> omitted) implements ImageSink {

    static final String INDEX = "index.json";

    public OciLayout {
        names = List.copyOf(names);
        omitted = Set.copyOf(omitted);
    }

    @Override
    public void write(Image image, LayerSource layers) throws IOException, InterruptedException {
        List<Layer> included = IncludedLayers.of(image, omitted);
        layers.fetch(included);
        try (TarWriter tar = new TarWriter(file)) {
            tar.add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
            for (Layer layer : included) {
                try (InputStream in = layers.open(layer)) {
                    tar.add(layer.digest().blobPath(), layer.size(), in);
                }
            }
            tar.add(image.id().blobPath(), image.config().bytes());
            tar.add(image.digest().blobPath(), image.manifest().bytes());
            tar.add(
                    INDEX,
                    Index.ofLayout(entries(image.manifest().descriptor())).bytes());
        }
    }

    private List<Descriptor> entries(Descriptor manifest) {
        // containerd knows no short names.
        return names.isEmpty()
                ? List.of(manifest)
                : names.stream()
                        .map(name -> manifest.withAnnotations(Map.of("io.containerd.image.name", name.fullName())))
                        .toList();
    }
}
