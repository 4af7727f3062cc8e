package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.ImageContents.LayerContents;
import io.github.dockerstrategy.files.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads one layer, and compresses it as a push would where it is not compressed. */
final class LayerReader {

    private static final int GZIP = 0x1f8b;

    /** Digits that are enough to tell contents apart. */
    private static final int HASH = 16;

    /** Opens the layer from its start. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private LayerReader() {}

    static LayerContents read(String diffId, long storedSize, Source source) throws IOException {
        boolean compressed = isCompressed(source);
        TreeMap<String, String> files = new TreeMap<>();
        long unpacked = 0;
        try (InputStream stored = new BufferedInputStream(source.open(), 1 << 16);
                InputStream plain = compressed ? new GZIPInputStream(stored, 1 << 16) : stored;
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpacked += entry.isFile() && !entry.isLink() ? entry.getSize() : 0;
                String path = path(entry.getName());
                if (!path.isEmpty()) {
                    files.put(path, describe(entry, tar));
                }
            }
        }
        return new LayerContents(diffId, "", compressed ? storedSize : packed(source), unpacked, files);
    }

    private static boolean isCompressed(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return (in.read() << 8 | in.read()) == GZIP;
        }
    }

    private static long packed(Source source) throws IOException {
        Counter counter = new Counter();
        try (InputStream in = source.open();
                GZIPOutputStream out = new GZIPOutputStream(counter, 1 << 16)) {
            in.transferTo(out);
        }
        return counter.bytes;
    }

    private static String path(String name) {
        return name.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
    }

    private static String describe(TarArchiveEntry entry, InputStream content) throws IOException {
        String owner = entry.getLongUserId() + ":" + entry.getLongGroupId();
        String rights = String.format(Locale.ROOT, "%o %s", entry.getMode() & 07777, owner);
        if (entry.isSymbolicLink()) {
            return "link to " + entry.getLinkName();
        }
        if (entry.isLink()) {
            return "same file as " + path(entry.getLinkName());
        }
        return entry.isFile() ? "file " + rights + " " + Sha256.hex(content).substring(0, HASH) : "folder " + rights;
    }

    /** Counts what it is given, and forgets it. */
    private static final class Counter extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
