package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.layout.BuilderOutput;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks what was copied out of a container. The container made the archive, so nothing in it is believed: all of it lands
 * below the folder, and links cannot lead out of it.
 */
final class TarFiles {

    private static final FileTime EARLIEST = FileTime.from(Instant.parse("1901-12-14T00:00:00Z"));
    private static final FileTime LATEST = FileTime.from(Instant.parse("2446-01-01T00:00:00Z"));

    private final Path root;
    private final BuilderOutput output;

    /** What the container calls the root: of a link that was followed, what it leads to. */
    private final String top;

    private final List<Path> links = new ArrayList<>();
    private final Deque<Runnable> directoryTimes = new ArrayDeque<>();

    private TarFiles(Path root, String top) {
        this.root = root.toAbsolutePath().normalize();
        this.output = new BuilderOutput(root);
        this.top = top;
    }

    /**
     * Unpacks {@code tar} to {@code root}, with modes and times and without owners.
     *
     * @param root where the one file or directory goes that was asked for, with all that is in it
     * @throws ProblemException for an entry that is no plain file, directory or link inside, or would lie outside
     */
    static void unpack(Path tar, Path root) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tar));
                TarArchiveInputStream archive = new TarArchiveInputStream(file, "UTF-8")) {
            TarArchiveEntry entry = next(archive);
            if (entry == null) {
                throw BuilderOutput.refusal("The builder image returned nothing.");
            }
            TarFiles files = new TarFiles(root, entry.getName().replaceFirst("/.*", ""));
            Files.createDirectories(parent(files.root));
            for (; entry != null; entry = next(archive)) {
                files.unpack(entry, archive);
            }
            // When all of them are there: a link can lead over others, which come later.
            for (Path link : files.links) {
                if (Files.isSymbolicLink(link)) {
                    files.output.requireInside(link);
                }
            }
            // Last, and the inner ones first: every file that is written changes its directory's time.
            files.directoryTimes.forEach(Runnable::run);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream archive) {
        try {
            return archive.getNextEntry();
        } catch (IOException | DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw BuilderOutput.refusal(
                    "What the builder image returned is no archive that can be read (" + e.getMessage() + ").");
        }
    }

    private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
        Path path = inside(entry.getName(), entry);
        requireRealParents(path, entry);
        if (entry.isDirectory()) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(entry, "there is a file of that name");
            }
            Files.createDirectories(path);
            mode(path, entry);
            directoryTimes.push(() -> time(path, entry));
            return;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(entry, "there is a directory of that name");
        }
        Files.createDirectories(parent(path));
        Files.deleteIfExists(path);
        if (entry.isSymbolicLink()) {
            if (path.equals(root)) {
                throw refused(entry, "it is a link");
            }
            Files.createSymbolicLink(path, path(entry.getLinkName(), entry));
            links.add(path);
        } else if (entry.isLink()) {
            Path target = inside(entry.getLinkName(), entry);
            requireRealParents(target, entry);
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(entry, "it is a hard link to what is no regular file");
            }
            Files.createLink(path, target);
        } else if (entry.isSparse()) {
            // No engine writes such entries: a few bytes of one can be a file of any size.
            throw refused(entry, "it is a sparse file in an archive");
        } else if (!entry.isFile() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            throw refused(entry, "it is neither a file nor a directory nor a link");
        } else {
            Files.copy(content, path);
            mode(path, entry);
            time(path, entry);
        }
    }

    private Path inside(String name, TarArchiveEntry entry) {
        boolean below = !top.isEmpty() && (name.equals(top) || name.startsWith(top + "/"));
        String relative = below ? name.substring(top.length()).replaceFirst("^/", "") : "";
        Path path = root.resolve(path(relative, entry)).normalize();
        if (!below || top.matches("\\.{1,2}") || !path.startsWith(root)) {
            throw BuilderOutput.outside(words(entry));
        }
        return path;
    }

    private static Path path(String name, TarArchiveEntry entry) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused(entry, "it is no path on this machine");
        }
    }

    /** A link that was unpacked before must not carry a later entry elsewhere. */
    private void requireRealParents(Path path, TarArchiveEntry entry) {
        for (Path above = path.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                throw refused(entry, "it lies behind the link " + root.relativize(above));
            }
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void mode(Path path, TarArchiveEntry entry) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(permissions(entry));
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((entry.getMode() & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        // Otherwise what is in it could be neither written nor deleted.
        permissions.add(PosixFilePermission.OWNER_READ);
        permissions.add(PosixFilePermission.OWNER_WRITE);
        if (entry.isDirectory()) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }

    /** File systems that are in use end in the year 2446, or later. */
    private static void time(Path path, TarArchiveEntry entry) {
        FileTime time = entry.getLastModifiedTime();
        if (time.compareTo(EARLIEST) < 0 || time.compareTo(LATEST) > 0) {
            throw refused(entry, "its modification time, " + time + ", is none that files have");
        }
        try {
            Files.setLastModifiedTime(path, time);
        } catch (IOException e) {
            throw refused(entry, "its modification time, " + time + ", cannot be set (" + e.getMessage() + ")");
        }
    }

    private static String words(TarArchiveEntry entry) {
        return "'" + entry.getName() + "'" + (entry.getLinkName().isEmpty() ? "" : " -> '" + entry.getLinkName() + "'");
    }

    private static ProblemException refused(TarArchiveEntry entry, String why) {
        return BuilderOutput.refusal(words(entry) + " cannot be copied out of the builder's container: " + why + ".");
    }
}
