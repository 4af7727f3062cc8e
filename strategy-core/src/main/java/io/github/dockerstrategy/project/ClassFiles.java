package io.github.dockerstrategy.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Compiled classes in a folder.
 *
 * @param folder the folder; one that does not exist holds none
 */
public record ClassFiles(Path folder) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER = 8;

    /** A class file of Java 1 has version 45. */
    private static final int VERSION_BEFORE_FIRST = 44;

    /**
     * The Java release that the classes need, from their class file versions (61 is Java 17). Module descriptors and the newer versions in
     * {@code META-INF/versions} do not count: an older Java does without them.
     */
    public OptionalInt release() {
        if (!Files.isDirectory(folder)) {
            return OptionalInt.empty();
        }
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(this::counts)
                    .mapToInt(ClassFiles::release)
                    .filter(release -> release > 0)
                    .max();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + folder, e);
        }
    }

    private boolean counts(Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        return name.endsWith(".class")
                && !name.endsWith("module-info.class")
                && !name.startsWith("META-INF/versions/")
                && Files.isRegularFile(file);
    }

    private static int release(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            ByteBuffer header = ByteBuffer.wrap(stream.readNBytes(HEADER));
            boolean isClass = header.limit() == HEADER && header.getInt() == MAGIC;
            return isClass ? header.getShort(HEADER - Short.BYTES) - VERSION_BEFORE_FIRST : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
