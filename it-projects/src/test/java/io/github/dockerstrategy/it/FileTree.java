package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** All that an image's containers find on their disk: by path the type, the mode, the owner and the content; no times. */
final class FileTree {

    /** What an engine puts into every container. */
    private static final Set<String> ENGINES = Set.of(
            ".dockerenv", "dev/", "proc/", "sys/", "etc/hosts", "etc/hostname", "etc/resolv.conf", "etc/mtab", "etc/");

    private FileTree() {}

    static SortedMap<String, String> of(String image, Engine engine) throws IOException {
        String container = engine.docker("create", image, "never-run")
                .orFail("docker create")
                .lines()
                .reduce("", (first, last) -> last);
        Path archive = Files.createTempFile("tree", ".tar");
        try {
            engine.docker("export", "--output", archive.toString(), container).orFail("docker export");
            return read(archive);
        } finally {
            Files.delete(archive);
            engine.docker("rm", "--force", container);
        }
    }

    /** Fails with the files that differ: a map of thousands makes no readable failure. */
    static void assertSame(String who, SortedMap<String, String> found, SortedMap<String, String> expected) {
        TreeMap<String, String> differences = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(found.keySet());
        paths.addAll(expected.keySet());
        for (String path : paths) {
            String here = found.getOrDefault(path, "missing");
            String there = expected.getOrDefault(path, "missing");
            if (!here.equals(there)) {
                differences.put(path, there + " -> " + here);
            }
        }
        assertThat(differences).as("files that " + who + " has otherwise").isEmpty();
    }

    private static SortedMap<String, String> read(Path archive) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                boolean engines = ENGINES.contains(entry.getName())
                        || entry.getName().startsWith("dev/")
                        || entry.getName().startsWith("proc/")
                        || entry.getName().startsWith("sys/");
                if (!engines) {
                    tree.put(entry.getName(), describe(entry, tar));
                }
            }
        }
        return tree;
    }

    private static String describe(TarArchiveEntry entry, InputStream content) throws IOException {
        String type =
                entry.isDirectory() ? "directory" : entry.isSymbolicLink() ? "link to " + entry.getLinkName() : "file";
        String what =
                entry.isFile() && !entry.isLink() ? " " + sha256(content) : entry.isLink() ? entry.getLinkName() : "";
        return "%s %o %d:%d%s"
                .formatted(type, entry.getMode() & 07777, entry.getLongUserId(), entry.getLongGroupId(), what);
    }

    private static String sha256(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
