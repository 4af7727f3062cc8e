package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.Output;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the image goes.
 *
 * @param output what kind of place
 * @param file the archive to write, for {@link Output#TAR} and {@link Output#OCI}
 */
public record Destination(Output output, Optional<Path> file) {

    public Destination {
        if (output.isFile() != file.isPresent()) {
            throw new IllegalArgumentException(output + " and file " + file + " do not fit");
        }
    }

    /** In words: the registry, the daemon, or the file. */
    public String text() {
        return file.map(Path::toString).orElse("the " + output.word());
    }

    /** The place for {@code output} below a module's work folder. */
    public static Destination below(Path workFolder, Output output) {
        return new Destination(
                output,
                switch (output) {
                    case TAR -> Optional.of(workFolder.resolve("image.tar"));
                    case OCI -> Optional.of(workFolder.resolve("image-oci.tar"));
                    case DAEMON, REGISTRY -> Optional.empty();
                });
    }
}
