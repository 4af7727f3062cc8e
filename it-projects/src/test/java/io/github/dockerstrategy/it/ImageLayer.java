package io.github.dockerstrategy.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One layer of an image.
 *
 * @param name the name that the image's history gives it, or how it was made
 * @param blob the path in the archive that holds it
 * @param entries its paths, in the order of the archive
 */
public record ImageLayer(String name, String blob, List<TarEntry> entries) {

    /** The paths of its files, without the folders, in alphabetical order. */
    public List<String> files() {
        return entries.stream()
                .filter(TarEntry::isFile)
                .map(TarEntry::path)
                .sorted()
                .toList();
    }

    /** Kind, mode, owner and, of files, time of all its entries, each combination once. */
    public Set<String> traits() {
        return entries.stream()
                .map(entry -> entry.isFile() ? entry.traits() : entry.kind() + " " + entry.mode() + " " + entry.owner())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its file at {@code path}. */
    public TarEntry file(String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in layer " + name + ", only " + files()));
    }

    /** Several layers as one: none of them has a file of another. */
    static ImageLayer joined(String name, List<ImageLayer> parts) {
        return new ImageLayer(
                name,
                parts.stream().map(ImageLayer::blob).collect(Collectors.joining(" ")),
                parts.stream()
                        .flatMap(part -> part.entries().stream())
                        .distinct()
                        .toList());
    }

    static ImageLayer read(String name, String blob, InputStream stream) throws IOException {
        List<TarEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked(stream))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                entries.add(entry(entry, entry.isFile() ? tar.readAllBytes() : new byte[0]));
            }
        }
        return new ImageLayer(name, blob, List.copyOf(entries));
    }

    private static InputStream unpacked(InputStream stream) throws IOException {
        InputStream buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return packed ? new GZIPInputStream(buffered) : buffered;
    }

    private static TarEntry entry(TarArchiveEntry entry, byte[] content) {
        String name = entry.getName().replaceAll("^\\./|^/|/$", "");
        return new TarEntry(
                "/" + name,
                kind(entry),
                Integer.toOctalString(entry.getMode() & 07777),
                entry.getLongUserId() + ":" + entry.getLongGroupId(),
                entry.getLastModifiedTime().toInstant(),
                entry.getLinkName(),
                content);
    }

    private static TarEntry.Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return TarEntry.Kind.DIRECTORY;
        }
        if (entry.isSymbolicLink()) {
            return TarEntry.Kind.SYMLINK;
        }
        return entry.isLink() ? TarEntry.Kind.HARD_LINK : TarEntry.Kind.FILE;
    }
}
