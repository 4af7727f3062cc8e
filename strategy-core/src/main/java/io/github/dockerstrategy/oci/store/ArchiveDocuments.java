package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.InvalidImageException.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The documents of an image archive by their names, and the links among its files. */
final class ArchiveDocuments {

    private static final int LARGEST = 4 << 20;
    private static final int LARGEST_TOGETHER = 64 << 20;

    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    /** Reads them. */
    ArchiveDocuments(TarArchiveInputStream tar) throws IOException {
        long all = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = normalized(entry.getName());
            if (entry.isLink() || entry.isSymbolicLink()) {
                links.put(name, linkTarget(entry, name));
            } else if (entry.isFile() && entry.getSize() <= LARGEST && mayBeDocument(name)) {
                all += entry.getSize();
                if (all > LARGEST_TOGETHER) {
                    throw new IOException("its documents are larger than " + LARGEST_TOGETHER + " bytes");
                }
                documents.put(name, tar.readAllBytes());
            }
        }
    }

    boolean has(String name) {
        return documents.containsKey(name);
    }

    byte[] get(String name) throws InvalidImageException {
        byte[] bytes = documents.get(target(name));
        if (bytes == null) {
            throw new InvalidImageException(Kind.NOT_AN_ARCHIVE, "it has no " + name);
        }
        return bytes.clone();
    }

    /** The file that a link refers to, or the name itself. */
    String target(String name) {
        String normalized = normalized(name);
        return links.getOrDefault(normalized, normalized);
    }

    private static boolean mayBeDocument(String name) {
        return name.endsWith(".json") || name.startsWith("blobs/");
    }

    private static String linkTarget(TarArchiveEntry entry, String name) {
        int slash = name.lastIndexOf('/');
        String folder = entry.isSymbolicLink() && slash >= 0 ? name.substring(0, slash + 1) : "";
        return normalized(folder + entry.getLinkName());
    }

    /** A path without leading slashes, {@code .} and {@code ..}. */
    static String normalized(String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
