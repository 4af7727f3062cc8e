package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * A jar or war that was built, read without unpacking it.
 *
 * @param file where it lies
 * @param sizes sizes of its files by name, as they are unpacked
 * @param manifest main attributes of its manifest; empty if it has none
 */
record Archive(Path file, SortedMap<String, Long> sizes, Attributes manifest) {

    /** @throws ProblemException if it is not there, or no archive */
    static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "missing-artifact",
                    "There is no archive '" + file + "'.",
                    "",
                    "build it first, or correct the path (relative ones start at the module's folder)"));
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            SortedMap<String, Long> sizes = new TreeMap<>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> sizes.put(entry.getName(), entry.getSize()));
            return new Archive(file, sizes, manifest == null ? new Attributes() : manifest.getMainAttributes());
        } catch (ZipException e) {
            throw new ProblemException(
                    Problem.of(
                            "broken-archive",
                            "'" + file + "' is no jar or war that can be read: " + e.getMessage() + ".",
                            "",
                            "build it again; a file or folder that is no archive goes into the image with <builder><artifact>"
                                    + " and <containerizingMode>exploded</containerizingMode>"),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the archive " + file, e);
        }
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(manifest.getValue(name)).filter(value -> !value.isBlank());
    }

    /** Names of its files, sorted. */
    Set<String> members() {
        return sizes.keySet();
    }

    /** Size of a file that it has. */
    long size(String member) {
        return sizes.getOrDefault(member, 0L);
    }

    boolean has(String member) {
        return sizes.containsKey(member);
    }

    Optional<String> text(String member) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            ZipEntry entry = jar.getEntry(member);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream stream = jar.getInputStream(entry)) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + member + " in " + file, e);
        }
    }

    /** The member as a file below {@code into}. */
    Entry entry(String member, ContainerPath into, Instant modified) {
        return Entry.file(into.resolve(member), file, modified).withContent(new Entry.Content.Zipped(file, member));
    }
}
