package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The machine's shared libraries that a runtime is linked with.
 *
 * @param paths where the loader found them
 * @param missing names of libraries that this machine does not have
 */
record SharedLibraries(NavigableSet<Path> paths, NavigableSet<String> missing) {

    private static final String LIBC = "libc.so.6";

    /** {@code libm.so.6 => /lib/libm.so.6 (0x…)}, {@code libx.so => not found} or, for the loader, {@code /lib64/ld.so (0x…)}. */
    private static final Pattern FOUND = Pattern.compile("\\s+(?:\\S+ => )?(/.+) \\(0x[0-9a-f]+\\)");

    private static final Pattern NOT_FOUND = Pattern.compile("\\s+(\\S+) => not found");

    /**
     * Asks {@code ldd}.
     *
     * @param runtime the folder of the linked runtime
     */
    static SharedLibraries of(Path runtime, Programs programs) throws IOException, InterruptedException {
        List<Path> binaries = binariesOf(runtime);
        List<String> argv = new ArrayList<>(List.of("ldd"));
        binaries.forEach(binary -> argv.add(binary.toString()));
        // The build machine's library path is not the container's; the locale is that of the lines that are parsed
        // here.
        Command command = Command.of(runtime, argv).withEnvironment(Map.of("LC_ALL", "C", "LD_LIBRARY_PATH", ""));
        SharedLibraries libraries = parse(programs.run(command).output(), runtime);
        libraries.libcFolder();
        Set<String> own =
                binaries.stream().map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        libraries.missing().removeAll(own);
        return libraries;
    }

    static SharedLibraries parse(List<String> lines, Path runtime) {
        NavigableSet<Path> paths = new TreeSet<>();
        NavigableSet<String> missing = new TreeSet<>();
        for (String line : lines) {
            Matcher found = FOUND.matcher(line);
            Matcher notFound = NOT_FOUND.matcher(line);
            if (found.matches()) {
                paths.add(Path.of(found.group(1)).normalize());
            } else if (notFound.matches()) {
                missing.add(notFound.group(1));
            }
        }
        paths.removeIf(path -> path.startsWith(runtime));
        return new SharedLibraries(paths, missing);
    }

    /**
     * The folder of the C library: one that the loader looks into without being told to.
     *
     * @throws ProblemException if there is no glibc
     */
    Path libcFolder() {
        return paths.stream()
                .filter(path -> path.endsWith(LIBC))
                .map(path -> Optional.ofNullable(path.getParent()).orElse(path))
                .findFirst()
                .orElseThrow(
                        () -> paths.stream().anyMatch(path -> path.toString().contains("ld-musl"))
                                ? Jdk.onMusl("The JDK is linked with musl, as on Alpine.")
                                : new ProblemException(Problem.ofEnvironment(
                                        "jlink-no-libraries",
                                        "ldd did not list the shared libraries of the linked runtime.",
                                        setting("from", "jlink"),
                                        "see that ldd works here (on Debian it is in libc-bin), or name a base image"
                                                + " in "
                                                + parameter("from"))));
    }

    /** What decides whether an answer of {@code ldd} still holds: the same files, unchanged. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path path : paths) {
            lines.add(stamp(path) + " " + path);
        }
        missing.forEach(name -> lines.add("! " + name));
        return lines;
    }

    private static String stamp(Path path) throws IOException {
        Optional<String> stamp = FileHashCache.stamp(path);
        String text = stamp.isPresent() ? stamp.get() : Files.size(path) + " " + Files.getLastModifiedTime(path);
        return text.replace(' ', ',');
    }

    /** The answer that was kept as {@link #lines()}, if it still holds. */
    static Optional<SharedLibraries> ofLines(List<String> lines) {
        NavigableSet<Path> paths = new TreeSet<>();
        NavigableSet<String> missing = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith("! ")) {
                missing.add(line.substring(2));
            } else {
                paths.add(Path.of(line.substring(line.indexOf(' ') + 1)));
            }
        }
        SharedLibraries kept = new SharedLibraries(paths, missing);
        try {
            return kept.lines().equals(lines) ? Optional.of(kept) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> binariesOf(Path runtime) throws IOException {
        return Fingerprint.filesOf(runtime).stream()
                .filter(file -> file.toString().endsWith(".so")
                        || file.startsWith(runtime.resolve("bin"))
                        || file.endsWith("lib/jspawnhelper"))
                .toList();
    }
}
