package io.github.dockerstrategy.maven.module;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a jar or war.
 *
 * @param file the archive
 */
record JarManifest(File file) {

    /** A main attribute; empty also where there is no such file. */
    Optional<String> attribute(String name) {
        if (!file.isFile()) {
            return Optional.empty();
        }
        try {
            Manifest manifest = read();
            return Optional.ofNullable(manifest)
                    .map(all -> all.getMainAttributes().getValue(name))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        } catch (ZipException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A manifest comes first in a jar, as a rule: then the long directory of a large one need not be read. */
    private @Nullable Manifest read() throws IOException {
        try (JarInputStream start = new JarInputStream(Files.newInputStream(file.toPath()), false)) {
            if (start.getManifest() != null) {
                return start.getManifest();
            }
        } catch (ZipException e) {
            // Not every jar can be read from its start.
        }
        try (JarFile jar = new JarFile(file, false)) {
            return jar.getManifest();
        }
    }
}
