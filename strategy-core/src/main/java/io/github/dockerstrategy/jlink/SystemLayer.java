package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a Java runtime needs of an operating system: a loader, libraries, users, name lookup, a place for temporary files. */
final class SystemLayer {

    /** The user that images run as unless told otherwise. */
    private static final Ownership NONROOT = new Ownership(65532, 65532);

    /** Not sticky, see {@link FileMode}: the sticky bit parts users, and a container has one. */
    private static final FileMode EVERYBODY = new FileMode(0777);

    private static final FileMode PRIVATE = new FileMode(0700);

    private static final String PASSWD = """
            root:x:0:0:root:/root:/sbin/nologin
            nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
            nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
            """;
    private static final String GROUP = """
            root:x:0:
            nobody:x:65534:
            nonroot:x:65532:
            """;

    /** Loaded by name, so that ldd does not see them; what a newer glibc has in libc itself is a stub of a few kilobytes there. */
    private static final List<String> LOADED_BY_NAME = List.of(
            // Name lookup, in libc itself from glibc 2.34 on.
            "libnss_files.so.2",
            "libnss_dns.so.2",
            "libresolv.so.2",
            // glibc ends the process when a native thread is cancelled and this is not there.
            "libgcc_s.so.1",
            // What libraries in jars, and JDKs of other vendors, are commonly linked with.
            "libdl.so.2",
            "libm.so.6",
            "libpthread.so.0",
            "librt.so.1");

    /** For class paths with native libraries of their own: 2 MB that others can do without. */
    private static final List<String> FOR_NATIVE_LIBRARIES = List.of("libstdc++.so.6", "libz.so.1");

    private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

    private final SharedLibraries libraries;
    private final boolean nativeLibraries;
    private final Instant modified;

    SystemLayer(SharedLibraries libraries, boolean nativeLibraries, Instant modified) {
        this.libraries = libraries;
        this.nativeLibraries = nativeLibraries;
        this.modified = modified;
    }

    Layer layer() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path library : allLibraries()) {
            entries.add(copyOf(library, placeOf(library)).withMode(FileMode.EXECUTABLE));
        }
        entries.addAll(locale());
        entries.add(Entry.text(new ContainerPath("/etc/passwd"), PASSWD, modified));
        entries.add(Entry.text(new ContainerPath("/etc/group"), GROUP, modified));
        entries.add(Entry.text(new ContainerPath("/etc/nsswitch.conf"), "hosts: files dns\n", modified));
        entries.addAll(parentsOf(entries, modified));
        entries.add(directory("/root").withMode(PRIVATE));
        entries.add(directory("/home"));
        entries.add(directory("/home/nonroot").withMode(PRIVATE).withOwner(NONROOT));
        entries.add(directory("/tmp").withMode(EVERYBODY));
        return Layer.ofLastWins(Layer.SYSTEM, entries);
    }

    /**
     * The locale that file names and output are encoded with: UTF-8 where the machine's glibc has it without a locale package, as every
     * one since 2.35 and Debian's and Fedora's before. Without it Java takes each non-ASCII letter of a file name for a question mark.
     */
    static Optional<String> language() {
        return Files.exists(LOCALE.resolve("LC_CTYPE")) ? Optional.of("C.UTF-8") : Optional.empty();
    }

    private Set<Path> allLibraries() {
        Set<Path> all = new LinkedHashSet<>(libraries.paths());
        Stream.concat(LOADED_BY_NAME.stream(), nativeLibraries ? FOR_NATIVE_LIBRARIES.stream() : Stream.empty())
                .filter(name -> libraries.paths().stream().noneMatch(path -> path.endsWith(name)))
                .forEach(name -> besideLibc(name).ifPresent(all::add));
        return all;
    }

    /** Debian before 12 has some in /lib and some in /usr/lib, each of them with the same folders below. */
    private Optional<Path> besideLibc(String name) {
        Path folder = libraries.libcFolder();
        return Stream.of(
                        folder,
                        Path.of("/usr" + folder),
                        Path.of(folder.toString().replaceFirst("^/usr", "")))
                .map(candidate -> candidate.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Where it was found if the loader looks there by itself (libc's folder), or if it is the loader, whose path every program names;
     * anything else lies beside libc, as the image has no {@code ld.so.cache} that says where to look.
     */
    private ContainerPath placeOf(Path library) {
        String name = String.valueOf(library.getFileName());
        Path place = name.startsWith("ld-") ? library : libraries.libcFolder().resolve(name);
        return new ContainerPath(place.toString());
    }

    private List<Entry> locale() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (language().isPresent()) {
            for (Path file : Fingerprint.filesOf(LOCALE)) {
                entries.add(copyOf(file, new ContainerPath(file.toString())));
            }
        }
        return entries;
    }

    /** Of the file itself where the path is a link: layers have no links. */
    private Entry copyOf(Path file, ContainerPath place) throws IOException {
        return Entry.file(place, file.toRealPath(), modified);
    }

    private Entry directory(String path) {
        return Entry.directory(new ContainerPath(path), modified);
    }

    /** The directories that hold entries, so that nobody has to make them up. */
    static List<Entry> parentsOf(List<Entry> entries, Instant modified) {
        Set<ContainerPath> parents = new TreeSet<>();
        for (Entry entry : entries) {
            entry.path().ancestors().forEach(parents::add);
        }
        parents.remove(ContainerPath.ROOT);
        return parents.stream().map(path -> Entry.directory(path, modified)).toList();
    }
}
