package io.github.dockerstrategy.jlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Runtimes in a cache, linked by nobody. */
public final class LinkedRuntimes {

    private LinkedRuntimes() {}

    /** One of {@code size} bytes that was used last so many days ago. */
    public static Path make(Path cache, String name, int size, int days) throws IOException, InterruptedException {
        CacheFolder folder = new CacheFolder(cache);
        Path entry = folder.entry(name, making -> Files.write(making.resolve("modules"), new byte[size]));
        folder.store(CacheFolder.LIBRARIES + name, java.util.List.of("libc.so.6"));
        Files.setLastModifiedTime(
                entry.resolve("entry.list"), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
        return entry;
    }
}
