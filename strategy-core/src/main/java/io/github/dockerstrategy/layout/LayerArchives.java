package io.github.dockerstrategy.layout;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A layout as tar archives, one a layer, for a Dockerfile to {@code ADD}: the only form that keeps owners, modes and times with
 * every builder. The same layers always give the same bytes.
 *
 * @param folder where the archives lie
 * @param kept where they are kept between builds: of what has not changed, {@code folder} gets the archive of the last build
 */
public record LayerArchives(Path folder, Path kept) {

    /** Writes {@code <layer>.tar} for each layer. */
    public void write(Layout layout, Materials materials) {
        try {
            Files.createDirectories(folder);
            forgetOthers(layout);
            for (Layer layer : materials.of(layout).layers()) {
                new KeptArchive(kept, layer).into(folder, LayerArchives::write);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write layers to " + folder, e);
        }
    }

    private void forgetOthers(Layout layout) throws IOException {
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                for (Path file : files.toList()) {
                    if (layout.layers().stream().noneMatch(layer -> KeptArchive.isOf(file, layer.name()))) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static void write(Layer layer, Path archive) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive))) {
            new LayerTar(layer).writeTo(file);
        }
    }
}
