package io.github.dockerstrategy.oci.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a tar archive whose bytes depend on names and contents only. */
final class TarWriter implements AutoCloseable {

    private final TarArchiveOutputStream tar;

    TarWriter(Path archive) throws IOException {
        tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)), "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void add(String name, byte[] content) throws IOException {
        start(name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    void add(String name, long size, InputStream content) throws IOException {
        start(name, size);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }

    private void start(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(0);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
