package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the result of a build. */
public sealed interface Delivery {

    /** What a builder must have for it. */
    Optional<BuildFeature> need();

    /**
     * An image in the engine's store.
     *
     * @param names names to give it; may be none
     * @param idFile file to write its id to
     */
    record Store(List<String> names, Optional<Path> idFile) implements Delivery {

        public Store {
            names = List.copyOf(names);
        }

        @Override
        public Optional<BuildFeature> need() {
            return Optional.empty();
        }
    }

    /**
     * An image in a registry, without a stay in the engine's store.
     *
     * @param names at least one
     */
    record Push(List<String> names) implements Delivery {

        public Push {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no name to push to");
            }
        }

        @Override
        public Optional<BuildFeature> need() {
            return Optional.of(BuildFeature.PUSH);
        }
    }

    /**
     * The files of the built stage in a folder of this machine: no image, and no container to copy from.
     *
     * @param folder where they go
     */
    record Files(Path folder) implements Delivery {

        @Override
        public Optional<BuildFeature> need() {
            return Optional.of(BuildFeature.OUTPUT);
        }
    }

    /**
     * An image in a tar archive.
     *
     * @param file the archive
     * @param format how it is laid out
     * @param names names to give it
     */
    record Archive(Path file, Format format, List<String> names) implements Delivery {

        /** How an archive is laid out. */
        public enum Format {
            DOCKER,
            OCI;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        public Archive {
            names = List.copyOf(names);
        }

        @Override
        public Optional<BuildFeature> need() {
            return Optional.of(BuildFeature.ARCHIVE);
        }
    }
}
