package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileDeletion;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.jlink.KeptRuntimes.Kept;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Results that are kept between builds.
 *
 * <p>Any number of processes may use one folder at once, and any of them may be ended at any moment: an entry is made in a folder of its
 * own beside, listed, and then renamed; an entry whose files do not match its list is made again.
 */
final class CacheFolder {

    /** Makes an entry's files in an empty folder. */
    @FunctionalInterface
    interface Maker {
        void make(Path folder) throws IOException, InterruptedException;
    }

    private static final String LIST = "entry.list";
    private static final String LAST_LINE = "# complete";
    private static final String TEMPORARY = ".making-";
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Longer than a build takes from asking for an entry to having its files in an image. */
    private static final Duration PERHAPS_IN_USE = Duration.ofHours(1);

    /** Before an entry's name: the lines that tell what else it needs. */
    static final String LIBRARIES = "libraries-";

    /** Before an entry's name: what is known of its files. */
    private static final String HASHES = "hashes-";

    private static final long MILLIS_BETWEEN_TRIES = 50;

    private final Path folder;

    CacheFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder of that name, made now if it is not there or not whole; it stays for an hour at least. */
    Path entry(String key, Maker maker) throws InterruptedException {
        Path entry = folder.resolve(key);
        try {
            Files.createDirectories(folder);
            // One at a time: so that nobody makes what another has nearly done, nor removes what is about to be used.
            try (FileChannel channel = openLock(key)) {
                lock(channel);
                if (!isWhole(entry)) {
                    removeAbandoned();
                    make(entry, maker);
                }
                Files.setLastModifiedTime(entry.resolve(LIST), FileTime.from(Instant.now()));
            }
            return entry;
        } catch (IOException e) {
            if (isWhole(entry)) {
                return entry; // Another user's folder, which may only be read.
            }
            throw new ProblemException(unusable(e), e);
        }
    }

    /** All entries, in no order. */
    List<Kept> entries() throws IOException {
        List<Kept> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path entry : all.filter(path -> !isTemporary(path)).toList()) {
                    if (Files.exists(entry.resolve(LIST))) {
                        entries.add(new Kept(name(entry), lastUse(entry), size(entry)));
                    }
                }
            }
        }
        return entries;
    }

    /** Removes an entry and what is known about it, unless it was used within the hour or is being made: tells whether it did. */
    boolean remove(String key) throws IOException {
        Path entry = folder.resolve(key);
        try (FileChannel channel = openLock(key);
                FileLock alone = channel.tryLock()) {
            if (alone == null || lastUse(entry).isAfter(Instant.now().minus(PERHAPS_IN_USE))) {
                return false;
            }
            Path gone = temporary();
            Files.move(entry, gone, StandardCopyOption.ATOMIC_MOVE);
            FileDeletion.deleteTree(gone);
            Files.deleteIfExists(folder.resolve(LIBRARIES + key));
            Files.deleteIfExists(folder.resolve(HASHES + key));
            return true;
        } catch (OverlappingFileLockException e) {
            return false; // Another thread of this process is about to use it.
        }
    }

    private static Instant lastUse(Path entry) throws IOException {
        return Files.getLastModifiedTime(entry.resolve(LIST)).toInstant();
    }

    private static long size(Path entry) throws IOException {
        long size = 0;
        for (String line : Files.readAllLines(entry.resolve(LIST))) {
            size += line.matches("\\d+ .*") ? Long.parseLong(line.substring(0, line.indexOf(' '))) : 0;
        }
        return size;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isTemporary(Path path) {
        return name(path).startsWith(TEMPORARY);
    }

    /** The lines that were stored under that name, if they were. */
    Optional<List<String>> lines(String key) {
        return new CacheNote(folder.resolve(key))
                .read()
                .map(text -> text.lines().toList());
    }

    /** Where the folder can only be read, they are found out again the next time. */
    void store(String key, List<String> lines) {
        new CacheNote(folder.resolve(key)).write(String.join("\n", lines));
    }

    private void make(Path entry, Maker maker) throws IOException, InterruptedException {
        Path making = Files.createDirectory(temporary());
        try {
            maker.make(making);
            for (Path file : Fingerprint.filesOf(making)) {
                AtomicFile.force(file.toRealPath());
            }
            new AtomicFile(making.resolve(LIST)).write(String.join("\n", listing(making, new FileHashCache(Map.of()))));
            if (Files.exists(entry)) {
                // Renamed away first: a folder that is half deleted must never stand under the entry's name.
                Path broken = temporary();
                Files.move(entry, broken, StandardCopyOption.ATOMIC_MOVE);
                FileDeletion.deleteTree(broken);
            }
            Files.move(making, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileDeletion.deleteTree(making);
        }
    }

    /** Contents are read again only of files that something has happened to. */
    private boolean isWhole(Path entry) {
        try {
            Path seen = folder.resolve(HASHES + entry.getFileName());
            FileHashCache hashes = FileHashCache.read(seen);
            boolean whole = Files.exists(entry.resolve(LIST))
                    && Files.readAllLines(entry.resolve(LIST)).equals(listing(entry, hashes));
            if (whole) {
                hashes.write(seen);
            }
            return whole;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> listing(Path entry, FileHashCache hashes) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : Fingerprint.filesOf(entry)) {
            String name = entry.relativize(file).toString();
            if (!name.equals(LIST)) {
                String mode = Files.isExecutable(file) ? " x " : " - ";
                lines.add(Files.size(file) + mode + hashes.of(file) + " " + name);
            }
        }
        lines.add(LAST_LINE);
        return lines;
    }

    private FileChannel openLock(String key) throws IOException {
        return FileChannel.open(folder.resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Held until the channel is closed; the system closes it when the process is killed. */
    private static void lock(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                channel.lock();
                return;
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it, perhaps of another class loader: nothing to wait on.
                Thread.sleep(MILLIS_BETWEEN_TRIES);
            } catch (FileLockInterruptionException e) {
                throw new InterruptedException("while another process links the same runtime");
            }
        }
    }

    private Path temporary() {
        return folder.resolve(TEMPORARY + UUID.randomUUID());
    }

    /** What was left behind by a process that was killed. */
    private void removeAbandoned() {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (isTemporary(path)
                        && Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                    FileDeletion.deleteTree(path);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Another process is removing it as well, or will the next time.
        }
    }

    private Problem unusable(IOException e) {
        return Problem.ofEnvironment(
                "jlink-cache-unusable",
                "The folder for linked runtimes, " + folder + ", cannot be used: " + e + ".",
                setting("from", "jlink"),
                "make it writable and see that the disk is not full, or choose another cache folder");
    }
}
