package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.ArchiveManifest;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An archive of one image, as {@code docker save} writes it. The same image gives the same bytes.
 *
 * @param file the archive
 * @param names the image's names, each with a tag
 * @param omitted layers that are left out, as the engine that loads the archive has them
 */
public record DockerArchive(Path file, List<ImageReference> names, Set<Digest> omitted) implements ImageSink {

    private static final String CONFIG = "config.json";

    public DockerArchive {
        names = List.copyOf(names);
        omitted = Set.copyOf(omitted);
    }

    @Override
    public void write(Image image, LayerSource layers) throws IOException, InterruptedException {
        List<Layer> included = IncludedLayers.of(image, omitted);
        layers.fetch(included);
        ArchiveManifest manifest = new ArchiveManifest(
                CONFIG,
                names.stream().map(ImageReference::toString).toList(),
                image.layers().stream().map(DockerArchive::name).toList());
        try (TarWriter tar = new TarWriter(file)) {
            for (Layer layer : included) {
                write(layer, layers, tar);
            }
            tar.add(CONFIG, image.config().bytes());
            tar.add(ArchiveManifest.FILE, manifest.bytes());
        }
    }

    private static String name(Layer layer) {
        return layer.digest().hex() + (layer.compression() == Compression.ZSTD ? ".tar" : ".tar.gz");
    }

    /**
     * Not every docker reads Zstandard in such an archive. A layer in Zstandard is decompressed twice, as its size precedes it and it may
     * be large.
     */
    private static void write(Layer layer, LayerSource layers, TarWriter tar) throws IOException {
        if (layer.compression() != Compression.ZSTD) {
            try (InputStream in = layers.open(layer)) {
                tar.add(name(layer), layer.size(), in);
            }
            return;
        }
        long size;
        try (InputStream in = decompressed(layer, layers)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        try (InputStream in = decompressed(layer, layers)) {
            tar.add(name(layer), size, in);
        }
    }

    private static InputStream decompressed(Layer layer, LayerSource layers) throws IOException {
        return layer.compression().decompress(new BufferedInputStream(layers.open(layer)), layer.size());
    }
}
