package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A layer as a tar archive, for every assembler. The same layer always gives the same bytes. */
public record LayerTar(Layer layer) {

    /**
     * Writes the archive; {@code out} stays open.
     *
     * @return SHA-256 of each file's content as it was written: files can change while they are read
     */
    public Map<ContainerPath, String> writeTo(OutputStream out) throws IOException {
        Map<ContainerPath, String> written = new HashMap<>();
        try (OpenArchives archives = new OpenArchives()) {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Entry entry : withParents().values()) {
                MessageDigest digest = Sha256.start();
                write(entry, tar, new DigestOutputStream(tar, digest), archives);
                if (!entry.isDirectory()) {
                    written.put(entry.path(), Sha256.hex(digest));
                }
            }
            tar.finish();
            tar.flush();
        }
        return written;
    }

    /** With the folders on the way to each entry: root's, 755. */
    private TreeMap<ContainerPath, Entry> withParents() {
        TreeMap<ContainerPath, Entry> entries = new TreeMap<>();
        for (Entry entry : layer.entries()) {
            entry.path()
                    .ancestors()
                    .filter(parent -> !parent.equals(ContainerPath.ROOT))
                    .forEach(parent -> entries.putIfAbsent(parent, Entry.directory(parent, entry.modified())));
            entries.put(entry.path(), entry);
        }
        for (Entry entry : entries.values()) {
            entry.path()
                    .parent()
                    .map(entries::get)
                    .filter(above -> !above.isDirectory())
                    .ifPresent(above -> {
                        throw new ProblemException(Problem.of(
                                "file-and-folder",
                                "'" + above.path() + "' is a file in the image, and a folder that '" + entry.path()
                                        + "' lies in.",
                                "layer " + layer.name(),
                                "give one of them another path"));
                    });
        }
        return entries;
    }

    private static void write(Entry entry, TarArchiveOutputStream tar, OutputStream out, OpenArchives archives)
            throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(name(entry));
        header.setMode((entry.isDirectory() ? 0040000 : 0100000) | entry.mode().bits());
        header.setIds(entry.owner().uid(), entry.owner().gid());
        header.setModTime(entry.modified().toEpochMilli());
        if (entry.isDirectory()) {
            tar.putArchiveEntry(header);
        } else if (entry.content() instanceof Content.Source source) {
            header.setSize(Files.size(source.file()));
            tar.putArchiveEntry(header);
            copy(source.file(), header.getSize(), out);
        } else if (entry.content() instanceof Content.Zipped zipped) {
            header.setSize(archives.member(zipped).getSize());
            try (InputStream content = archives.read(zipped)) {
                tar.putArchiveEntry(header);
                content.transferTo(out);
            }
        } else if (entry.content() instanceof Content.Made made) {
            byte[] bytes = made.bytes();
            header.setSize(bytes.length);
            tar.putArchiveEntry(header);
            out.write(bytes);
        }
        tar.closeArchiveEntry();
    }

    /** A file that grows, shrinks, or does not tell its size, as those in /proc, would spoil the archive. */
    private static void copy(Path file, long size, OutputStream tar) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] some = new byte[1 << 16];
            long left = size;
            int read = content.read(some);
            while (read >= 0 && read <= left) {
                tar.write(some, 0, read);
                left -= read;
                read = content.read(some);
            }
            if (read >= 0 || left > 0) {
                throw new ProblemException(Problem.ofEnvironment(
                        "changing-file",
                        "'" + file + "' was changed while it was read: it had " + size + " bytes.",
                        "",
                        "run the build again when nothing writes to the file"));
            }
        }
    }

    private static String name(Entry entry) {
        if (entry.path().equals(ContainerPath.ROOT)) {
            return "./";
        }
        return entry.path().relative() + (entry.isDirectory() ? "/" : "");
    }
}
