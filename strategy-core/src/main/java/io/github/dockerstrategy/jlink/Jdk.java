package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.JavaModule;
import java.io.IOException;
import java.io.StringReader;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JDK that a runtime is linked from.
 *
 * @param home its folder
 * @param feature its version, such as 17
 * @param platform what its runtimes run on
 * @param identity differs between any two JDKs that would link different runtimes
 * @param source what it links from
 * @param modules its modules, by name
 */
record Jdk(
        Path home,
        int feature,
        Platform platform,
        String identity,
        Source source,
        Map<String, ModuleDescriptor> modules) {

    /** What jlink takes a module's files from. */
    enum Source {
        /** The jmods folder: files as the JDK's vendor built them, whatever was done to the installation since. */
        JMODS,
        /** The installation itself (JEP 493), its trust store as the vendor built it. */
        INSTALLATION,
        /** The installation itself, its trust store replaced since, which jlink allows and passes on. */
        INSTALLATION_WITH_FOREIGN_TRUST
    }

    static final Path TRUST_STORE = Path.of("lib", "security", "cacerts");

    private static final int OLDEST = 17;

    /** Where a JDK that links from its own installation (JEP 493) keeps the checksums of java.base's files. */
    private static final String RECORDED_FILES =
            "/modules/jdk.jlink/jdk/tools/jlink/internal/runtimelink/fs_java.base_files";

    /**
     * Looks at a JDK, without running anything of it.
     *
     * @throws ProblemException if no runtime can be linked from it
     */
    static Jdk at(Path home) {
        if (!Files.exists(home.resolve("bin/jlink"))) {
            throw new ProblemException(Problem.ofEnvironment(
                    "jlink-not-in-jdk",
                    "There is no jlink in " + home + ": it is a Java runtime, not a JDK, or not a whole one.",
                    setting("from", "jlink"),
                    "set JAVA_HOME (or the toolchain) to a JDK of " + OLDEST + " or newer"));
        }
        try {
            Properties release = release(home);
            int feature = Runtime.Version.parse(unquoted(release, "JAVA_VERSION", "0"))
                    .feature();
            refuseUnfit(home, feature, unquoted(release, "LIBC", "gnu"));
            try (FileSystem image =
                    FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()))) {
                Source source = source(home, image.getPath(RECORDED_FILES));
                return new Jdk(home, feature, platform(release), identity(home, source), source, descriptors(image));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "jlink-jdk-unreadable",
                            "The JDK in " + home + " cannot be read: " + e.getMessage() + ".",
                            setting("from", "jlink"),
                            "set JAVA_HOME (or the toolchain) to a JDK of " + OLDEST + " or newer"),
                    e);
        }
    }

    Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void refuseUnfit(Path home, int feature, String libc) {
        if (feature < OLDEST) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "jlink-jdk-too-old",
                            "The JDK in " + home + " is Java " + feature + "; runtimes are linked from " + OLDEST
                                    + " or newer.",
                            setting("from", "jlink"),
                            "set JAVA_HOME (or the toolchain) to a newer JDK: it also runs what was compiled for older releases"));
        }
        if (!libc.equals("gnu")) {
            throw onMusl("The JDK in " + home + " is built for the C library '" + libc + "', as on Alpine.");
        }
    }

    /** Refused rather than tried: nothing here was ever run on another C library than glibc. */
    static ProblemException onMusl(String what) {
        return new ProblemException(Problem.ofEnvironment(
                "jlink-not-glibc",
                what + " Runtimes are linked on glibc systems only.",
                setting("from", "jlink"),
                "build on Debian, Ubuntu, Fedora or another glibc system, or name a base image in "
                        + parameter("from")));
    }

    private static Properties release(Path home) throws IOException {
        Properties release = new Properties();
        release.load(new StringReader(Files.readString(home.resolve("release"), StandardCharsets.UTF_8)));
        return release;
    }

    private static String unquoted(Properties release, String key, String otherwise) {
        return release.getProperty(key, otherwise).replace("\"", "").strip();
    }

    private static Platform platform(Properties release) {
        return switch (unquoted(release, "OS_ARCH", "")) {
            case "x86_64", "amd64" -> Platform.LINUX_AMD64;
            case "aarch64", "arm64" -> new Platform("linux", "arm64");
            default -> Platform.ofThisMachine();
        };
    }

    private static String identity(Path home, Source source) throws IOException {
        Fingerprint identity = new Fingerprint()
                .add(Files.readString(home.resolve("release"), StandardCharsets.UTF_8))
                .add(Long.toString(Files.size(home.resolve("lib/modules"))))
                .add(source.name());
        if (source == Source.INSTALLATION_WITH_FOREIGN_TRUST) {
            identity.addFile(home.resolve(TRUST_STORE));
        }
        return identity.hex();
    }

    static Source source(Path home, Path recordedFiles) throws IOException {
        if (Files.exists(home.resolve("jmods/java.base.jmod"))) {
            return Source.JMODS;
        }
        if (!Files.exists(recordedFiles)) {
            throw new ProblemException(Problem.ofEnvironment(
                    "jlink-no-jmods",
                    "The JDK in " + home + " has no jmods folder, and cannot link from its own installation.",
                    setting("from", "jlink"),
                    "install its jmods (on Fedora: the package java-VERSION-openjdk-jmods), or use another JDK"));
        }
        Optional<String> recorded = recordedHash(Files.readAllLines(recordedFiles), TRUST_STORE.toString());
        String actual = HexFormat.of().formatHex(Fingerprint.ofFile(home.resolve(TRUST_STORE), "SHA-512"));
        return recorded.equals(Optional.of(actual)) ? Source.INSTALLATION : Source.INSTALLATION_WITH_FOREIGN_TRUST;
    }

    /** A line is {@code type|link|sha512|path}. */
    private static Optional<String> recordedHash(List<String> lines, String path) {
        return lines.stream()
                .map(line -> line.split("\\|", 4))
                .filter(parts -> parts.length == 4 && parts[3].equals(path))
                .map(parts -> parts[2])
                .findFirst();
    }

    private static Map<String, ModuleDescriptor> descriptors(FileSystem image) throws IOException {
        Map<String, ModuleDescriptor> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(image.getPath("/modules"))) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                Path file = folder.resolve("module-info.class");
                ModuleDescriptor descriptor =
                        Files.exists(file) ? JavaModule.descriptor(Files.readAllBytes(file)) : null;
                if (descriptor != null) {
                    modules.put(descriptor.name(), descriptor);
                }
            }
        }
        return modules;
    }
}
