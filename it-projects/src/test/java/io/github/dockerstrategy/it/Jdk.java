package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class Jdk {

    private Jdk() {}

    /** The home of a JDK of that feature release: the one that runs the tests, {@code JAVA_HOME_<release>_X64}, or an installed one. */
    static Path home(int release) {
        if (Runtime.version().feature() == release) {
            return Path.of(System.getProperty("java.home"));
        }
        return candidates(release).stream()
                .filter(home -> isJdk(home, release))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no JDK " + release
                        + " on this machine: install one below /usr/lib/jvm, or set JAVA_HOME_" + release + "_X64"));
    }

    private static List<Path> candidates(int release) {
        List<Path> homes = new ArrayList<>();
        String variable = System.getenv("JAVA_HOME_" + release + "_X64");
        if (variable != null) {
            homes.add(Path.of(variable));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> paths = Files.list(installed)) {
                homes.addAll(paths.sorted().toList());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + installed, e);
            }
        }
        return homes;
    }

    private static boolean isJdk(Path home, int release) {
        Path file = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin/javac"))
                    && Files.exists(file)
                    && Files.readString(file).contains("JAVA_VERSION=\"" + release);
        } catch (IOException e) {
            return false;
        }
    }
}
