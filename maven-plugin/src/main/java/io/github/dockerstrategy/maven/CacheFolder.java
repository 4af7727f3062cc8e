package io.github.dockerstrategy.maven;

import java.nio.file.Path;
import java.util.Map;

/** Where the user's operating system wants caches to be. */
final class CacheFolder {

    private static final String NAME = "docker-strategy";

    private CacheFolder() {}

    static Path ofUser(Map<String, String> environment, String os) {
        Path home = Path.of(System.getProperty("user.home", "."));
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isBlank()) {
            return Path.of(xdg, NAME);
        }
        if (os.contains("windows") && environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA"), NAME, "cache");
        }
        return os.contains("mac")
                ? home.resolve("Library/Caches").resolve(NAME)
                : home.resolve(".cache").resolve(NAME);
    }
}
