package io.github.dockerstrategy.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A small file that others read at any moment, and that is whole whenever it exists, even if a process that writes it is ended meanwhile, also by a
 * crash of the machine.
 *
 * @param file the file
 */
public record AtomicFile(Path file) {

    /** Writes it anew, and the folder that it needs. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, true);
    }

    /**
     * The same.
     *
     * @param force whether it is on the disk before others find it; else a crash of the machine may leave anything under its name
     */
    void write(byte[] bytes, boolean force) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path partial = file.resolveSibling("." + UUID.randomUUID());
        try {
            try (FileChannel channel =
                    FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (force) {
                    channel.force(true);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Has the content of a file on the disk before it gets the name that others find it by. */
    public static void force(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
