package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheUseTest {

    @TempDir
    private Path folder;

    @Test
    void keepsOthersFromTakingSomethingOut() throws Exception {
        AtomicInteger removals = new AtomicInteger();
        CacheUse use = CacheUse.begin(folder);
        CacheUse.whileNobodyDoes(folder, removals::incrementAndGet);
        assertThat(removals).hasValue(0);
        use.close();
        CacheUse.whileNobodyDoes(folder, removals::incrementAndGet);
        assertThat(removals).hasValue(1);
    }

    /** As in a folder that can only be read. */
    @Test
    void isNoReasonToFailWhereItCannotBeNoted() throws Exception {
        Files.createDirectories(folder.resolve("in-use.lock"));
        CacheUse use = CacheUse.begin(folder);
        use.close();
        assertThat(folder.resolve("in-use.lock")).isDirectory();
    }
}
