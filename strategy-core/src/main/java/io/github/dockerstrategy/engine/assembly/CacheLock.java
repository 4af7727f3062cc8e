package io.github.dockerstrategy.engine.assembly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says that a build uses a cache folder, so that nothing is evicted from it meanwhile. Any number of builds may use it at once, in any
 * number of processes; the operating system forgets those that are killed.
 */
final class CacheLock implements AutoCloseable {

    /** Builds of this process; a process can lock a file only once. */
    private static final Map<Path, CacheLock> OF_THIS_PROCESS = new HashMap<>();

    private final Path file;
    private final @Nullable FileChannel channel;
    private int users;

    private CacheLock(Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Begins to use {@code folder}. */
    static CacheLock begin(Path folder) throws IOException {
        synchronized (OF_THIS_PROCESS) {
            Path file = Files.createDirectories(folder).toRealPath().resolve("in-use.lock");
            CacheLock use = OF_THIS_PROCESS.get(file);
            if (use == null) {
                use = new CacheLock(file, locked(file));
                OF_THIS_PROCESS.put(file, use);
            }
            use.users++;
            return use;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OF_THIS_PROCESS) {
            users--;
            if (users == 0) {
                OF_THIS_PROCESS.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Does {@code work} if nobody uses {@code folder}, and lets nobody in until it is done. */
    static void whileNobodyDoes(Path folder, Work work) throws IOException {
        synchronized (OF_THIS_PROCESS) {
            Path file = Files.createDirectories(folder).toRealPath().resolve("in-use.lock");
            if (OF_THIS_PROCESS.containsKey(file)) {
                return;
            }
            try (FileChannel channel = open(file);
                    FileLock alone = channel.tryLock()) {
                if (alone != null) {
                    work.perform();
                }
            } catch (OverlappingFileLockException e) {
                return; // The same plugin in another class loader of this process.
            }
        }
    }

    /** Something that changes the folder. */
    @FunctionalInterface
    interface Work {
        void perform() throws IOException;
    }

    /** Nothing where the folder can only be read: nobody takes anything out of it. */
    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = open(file);
        } catch (FileSystemException e) {
            return null;
        }
        lock(channel);
        return channel;
    }

    /** Waits for an eviction. */
    private static void lock(FileChannel channel) throws IOException {
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process has it: then nobody tidies up, which is what it is for.
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
