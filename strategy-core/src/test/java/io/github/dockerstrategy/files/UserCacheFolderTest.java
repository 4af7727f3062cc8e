package io.github.dockerstrategy.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheFolderTest {

    @TempDir
    private Path root;

    @Test
    void liesWhereTheOperatingSystemWantsCaches() {
        String home = root.toString();
        assertThat(UserCacheFolder.find(Map.of(), "linux", home)).contains(root.resolve(".cache/docker-strategy"));
        assertThat(UserCacheFolder.find(Map.of(), "mac os x", home))
                .contains(root.resolve("Library/Caches/docker-strategy"));
        assertThat(UserCacheFolder.find(Map.of("XDG_CACHE_HOME", home + "/x"), "linux", "?"))
                .contains(root.resolve("x/docker-strategy"));
    }

    @Test
    void isNowhereWhereThereIsNoHome() throws Exception {
        assertThat(UserCacheFolder.find(Map.of(), "linux", "?")).isEmpty();
        assertThat(UserCacheFolder.find(Map.of(), "linux", "")).isEmpty();
        Path file = Files.writeString(root.resolve("file"), "");
        assertThat(UserCacheFolder.find(Map.of(), "linux", file + "/home")).isEmpty();
        assertThat(Path.of("?")).doesNotExist();
    }
}
