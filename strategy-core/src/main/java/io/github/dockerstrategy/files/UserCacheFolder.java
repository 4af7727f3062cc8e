package io.github.dockerstrategy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the user's operating system wants caches to be. */
public final class UserCacheFolder {

    private static final String NAME = "docker-strategy";

    private UserCacheFolder() {}

    /** Empty if the user has no folder that could hold it, as in many containers: no home, or another user's. */
    public static Optional<Path> find() {
        return find(
                System.getenv(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                System.getProperty("user.home", "?"));
    }

    static Optional<Path> find(Map<String, String> environment, String os, String home) {
        return Optional.of(place(environment, os, home))
                .filter(Path::isAbsolute)
                .filter(UserCacheFolder::isUsable);
    }

    private static Path place(Map<String, String> environment, String os, String home) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isBlank()) {
            return Path.of(xdg, NAME);
        }
        if (os.contains("windows") && environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA"), NAME, "cache");
        }
        // A JVM that finds no home says "?".
        Path folder = home.equals("?") ? Path.of("") : Path.of(home);
        return os.contains("mac")
                ? folder.resolve("Library/Caches").resolve(NAME)
                : folder.resolve(".cache").resolve(NAME);
    }

    /** An existing one may be read-only: everything needed may be in it. */
    private static boolean isUsable(Path folder) {
        if (Files.isDirectory(folder)) {
            return true;
        }
        try {
            Files.createDirectories(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
