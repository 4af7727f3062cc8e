package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ContainerPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A layout as tar archives, one a layer, for a Dockerfile to {@code ADD}: the only form that keeps owners, modes and times with
 * every builder. The same layers always give the same bytes.
 *
 * @param folder where the archives lie
 * @param kept where they are kept between builds: of what has not changed, {@code folder} gets the archive of the last build
 */
public record LayerArchives(Path folder, Path kept) {

    private static final String HASHES = "hashes";

    /** Writes {@code <layer>.tar} for each layer. */
    public void write(Layout layout, MaterializedFiles materials) {
        try {
            Files.createDirectories(folder);
            forgetOthers(layout);
            FileHashCache hashes = FileHashCache.read(kept.resolve(HASHES));
            Layout real = materials.of(layout);
            LayerContentKeys keys = LayerContentKeys.of(real, hashes);
            for (int i = 0; i < real.layers().size(); i++) {
                new KeptArchive(kept, real.layers().get(i))
                        .into(folder, keys.keys().get(i), LayerArchives::write);
            }
            hashes.write(kept.resolve(HASHES));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write layers to " + folder, e);
        }
    }

    private void forgetOthers(Layout layout) throws IOException {
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                for (Path file : files.toList()) {
                    boolean hashes = file.endsWith(HASHES);
                    if (!hashes && layout.layers().stream().noneMatch(layer -> KeptArchive.isOf(file, layer.name()))) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static Map<ContainerPath, String> write(Layer layer, Path archive) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive))) {
            return new LayerTar(layer).writeTo(file);
        }
    }
}
