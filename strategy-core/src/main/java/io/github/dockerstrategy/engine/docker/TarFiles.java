package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks what was copied out of a container. The container made the archive, so nothing in it is believed: all of it lands
 * below the folder, and links cannot lead out of it.
 */
final class TarFiles {

    private final Path folder;
    private final Deque<Runnable> directoryTimes = new ArrayDeque<>();

    private TarFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Unpacks {@code tar} into {@code folder}, with modes and times and without owners.
     *
     * @throws ProblemException for an entry that is no plain file, directory or link inside, or would lie outside
     */
    static void unpack(Path tar, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tar));
                TarArchiveInputStream archive = new TarArchiveInputStream(file, "UTF-8")) {
            TarFiles files = new TarFiles(folder);
            Files.createDirectories(files.folder);
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                files.unpack(entry, archive);
            }
            // Last, and the inner ones first: every file that is written changes its directory's time.
            files.directoryTimes.forEach(Runnable::run);
        }
    }

    private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
        Path path = inside(folder.resolve(entry.getName()), entry);
        requireRealParents(path, entry);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            mode(path, entry);
            directoryTimes.push(() -> time(path, entry));
            return;
        }
        Files.createDirectories(parent(path));
        Files.deleteIfExists(path);
        if (entry.isSymbolicLink()) {
            inside(parent(path).resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Path target = inside(folder.resolve(entry.getLinkName()), entry);
            requireRealParents(target, entry);
            Files.createLink(path, target);
        } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            throw refused(entry, "it is neither a file nor a directory nor a link");
        } else {
            Files.copy(content, path);
            mode(path, entry);
            time(path, entry);
        }
    }

    private Path inside(Path path, TarArchiveEntry entry) {
        Path normal = path.normalize();
        if (!normal.startsWith(folder)) {
            throw refused(entry, "it leads out of the folder that it is copied to");
        }
        return normal;
    }

    /** A link that was unpacked before must not carry a later entry elsewhere. */
    private void requireRealParents(Path path, TarArchiveEntry entry) {
        for (Path above = path.getParent(); above != null && above.startsWith(folder); above = above.getParent()) {
            if (!above.equals(folder) && Files.isSymbolicLink(above)) {
                throw refused(entry, "it lies behind the link " + folder.relativize(above));
            }
        }
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? folder : parent;
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

    private static void time(Path path, TarArchiveEntry entry) {
        try {
            Files.setLastModifiedTime(
                    path, FileTime.from(entry.getLastModifiedTime().toInstant()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ProblemException refused(TarArchiveEntry entry, String why) {
        return new ProblemException(Problem.of(
                "unsafe-file-in-container",
                "'" + entry.getName() + "'" + (entry.getLinkName().isEmpty() ? "" : " -> '" + entry.getLinkName() + "'")
                        + " cannot be copied out of the builder's container: " + why + ".",
                "<builder><artifact>",
                "let the builder's commands put real files there, for example with cp -L"));
    }
}
