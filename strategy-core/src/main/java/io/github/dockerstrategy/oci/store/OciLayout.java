package io.github.dockerstrategy.oci.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Index;
import io.github.dockerstrategy.oci.IndexSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An archive of one image, for one platform or several, as an OCI image layout. The same image gives the same bytes.
 *
 * @param file the archive
 * @param names the image's names, for containerd; empty for none
 * @param omitted blobs that are left out, as the engine that loads the archive has them
 */
public record OciLayout(Path file, List<ImageReference> names, Set<Digest> omitted) implements ImageSink, IndexSink {

    static final String INDEX = "index.json";

    public OciLayout {
        names = List.copyOf(names);
        omitted = Set.copyOf(omitted);
    }

    @Override
    public void write(Image image, LayerSource layers) throws IOException, InterruptedException {
        try (TarWriter tar = start()) {
            add(tar, image, layers, new HashSet<>(omitted));
            end(tar, image.manifest().descriptor());
        }
    }

    @Override
    public void write(Index index, List<PlatformImage> images) throws IOException, InterruptedException {
        Set<Digest> written = new HashSet<>(omitted);
        try (TarWriter tar = start()) {
            for (PlatformImage one : images) {
                add(tar, one.image(), one.layers(), written);
            }
            tar.add(index.digest().blobPath(), index.bytes());
            end(tar, index.descriptor());
        }
    }

    private TarWriter start() throws IOException {
        TarWriter tar = new TarWriter(file);
        tar.add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
        return tar;
    }

    /** Adds what the archive has not yet: images of several platforms can share layers. */
    private static void add(TarWriter tar, Image image, LayerSource layers, Set<Digest> written)
            throws IOException, InterruptedException {
        List<Layer> included = IncludedLayers.of(image, written);
        layers.fetch(included);
        for (Layer layer : included) {
            try (InputStream in = layers.open(layer)) {
                tar.add(layer.digest().blobPath(), layer.size(), in);
            }
            written.add(layer.digest());
        }
        if (written.add(image.id())) {
            tar.add(image.id().blobPath(), image.config().bytes());
        }
        if (written.add(image.digest())) {
            tar.add(image.digest().blobPath(), image.manifest().bytes());
        }
    }

    private void end(TarWriter tar, Descriptor image) throws IOException {
        tar.add(INDEX, Index.ofLayout(entries(image)).bytes());
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
