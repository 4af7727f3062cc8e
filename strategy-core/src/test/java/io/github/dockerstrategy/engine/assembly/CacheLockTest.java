package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheLockTest {

    @TempDir
    private Path folder;

    @Test
    void keepsOthersFromTakingSomethingOut() throws Exception {
        AtomicInteger removals = new AtomicInteger();
        CacheLock use = CacheLock.begin(folder);
        CacheLock.whileNobodyDoes(folder, removals::incrementAndGet);
        assertThat(removals).hasValue(0);
        use.close();
        CacheLock.whileNobodyDoes(folder, removals::incrementAndGet);
        assertThat(removals).hasValue(1);
    }

    /** As in a folder that can only be read. */
    @Test
    void isNoReasonToFailWhereItCannotBeNoted() throws Exception {
        Files.createDirectories(folder.resolve("in-use.lock"));
        CacheLock use = CacheLock.begin(folder);
        use.close();
        assertThat(folder.resolve("in-use.lock")).isDirectory();
    }
}
