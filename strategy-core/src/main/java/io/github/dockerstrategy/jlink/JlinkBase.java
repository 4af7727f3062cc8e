package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The base {@code jlink}: finds the modules that an application needs, links them, and adds what they need of this machine. */
public final class JlinkBase {

    /** Changed whenever the same request gives other files than before, so that no entry of an older version is taken. */
    private static final String FORMAT = "1";

    private static final String RUNTIME = "java";
    private static final String NOTES = "notes.txt";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Programs programs;
    private final BuildLog log;
    private final String operatingSystem;

    /** @param programs what runs jdeps, jlink and ldd */
    public JlinkBase(Programs programs, BuildLog log) {
        this(programs, log, System.getProperty("os.name", ""));
    }

    JlinkBase(Programs programs, BuildLog log, String operatingSystem) {
        this.programs = programs;
        this.log = log;
        this.operatingSystem = operatingSystem;
    }

    /**
     * The runtime for an application. The same request on the same machine gives the same bytes; asked again, nothing is run.
     *
     * @throws ProblemException if this machine or its JDK cannot link one, or the request names what does not exist
     */
    public JlinkRuntime make(JlinkRequest request) throws InterruptedException {
        refuseOtherSystems();
        Jdk jdk = Jdk.at(request.javaHome());
        refuseNewerRelease(request.javaRelease(), jdk);
        Set<String> notes = new LinkedHashSet<>();
        CacheFolder cache = new CacheFolder(request.cacheFolder());
        TrustStore trust = TrustStore.of(jdk, request.caCertificates());
        try (OpenedClassPath classPath = OpenedClassPath.of(request.classPath())) {
            List<ClassPathElement> elements = elements(classPath.paths(), jdk, notes);
            NavigableSet<String> modules = new NeededModules(programs, jdk, cache).of(request, elements, notes);
            Path entry = linked(jdk, modules, trust, cache);
            notes.addAll(Files.readAllLines(entry.resolve(NOTES)));
            SharedLibraries libraries = libraries(entry, cache);
            boolean natives = elements.stream().anyMatch(ClassPathElement::hasNativeLibraries);
            Layer system = new SystemLayer(libraries, natives, request.modified()).layer();
            Layer runtime = RuntimeLayer.of(entry.resolve(RUNTIME), request.modified());
            return new JlinkRuntime(
                    List.of(system, runtime), environment(), List.copyOf(modules), jdk.platform(), List.copyOf(notes));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "jlink-unreadable",
                            "The class path, or the runtime linked for it, cannot be read: " + e + ".",
                            setting("from", "jlink"),
                            ""),
                    e);
        }
    }

    private void refuseOtherSystems() {
        if (!operatingSystem.equals("Linux")) {
            throw new ProblemException(Problem.ofEnvironment(
                    "jlink-not-linux",
                    "A runtime for Linux containers cannot be linked on " + operatingSystem + ".",
                    setting("from", "jlink"),
                    "use a strategy that builds in a container, or name a base image in " + parameter("from")));
        }
    }

    private static void refuseNewerRelease(int release, Jdk jdk) {
        if (release > jdk.feature()) {
            throw new ProblemException(Problem.of(
                    "jlink-release-too-new",
                    "The application is compiled for Java " + release + ", and a runtime linked from " + jdk.home()
                            + " is Java " + jdk.feature() + ".",
                    setting("from", "jlink"),
                    "use a JDK " + release + " or newer, or compile for " + jdk.feature() + ": "
                            + buildTool(BuildToolTerm.SET_JAVA_RELEASE, jdk.feature())));
        }
    }

    private static List<ClassPathElement> elements(List<Path> classPath, Jdk jdk, Collection<String> notes) {
        List<ClassPathElement> elements = new ArrayList<>();
        for (Path path : classPath) {
            try {
                elements.add(ClassPathElement.of(path, jdk.feature()));
            } catch (IOException e) {
                notes.add(NeededModules.unread(String.valueOf(path.getFileName())));
            }
        }
        return elements;
    }

    /** The cache entry with the linked runtime. */
    private Path linked(Jdk jdk, NavigableSet<String> modules, TrustStore trust, CacheFolder cache)
            throws IOException, InterruptedException {
        Jlink jlink = new Jlink(programs, jdk);
        String key = new Fingerprint()
                .add(FORMAT)
                .add(jdk.identity())
                .add(String.join(",", modules))
                .add(String.join(" ", jlink.options()))
                .add(trust.fingerprint())
                .hex();
        return cache.entry("runtime-" + key, folder -> {
            log.linkingRuntime(List.copyOf(modules));
            jlink.link(modules, folder.resolve(RUNTIME));
            Files.write(folder.resolve(NOTES), trust.applyTo(folder.resolve(RUNTIME)));
        });
    }

    private SharedLibraries libraries(Path entry, CacheFolder cache) throws IOException, InterruptedException {
        String key = CacheFolder.LIBRARIES + entry.getFileName();
        Optional<SharedLibraries> kept = cache.lines(key).flatMap(SharedLibraries::ofLines);
        if (kept.isPresent()) {
            return kept.get();
        }
        SharedLibraries found = SharedLibraries.of(entry.resolve(RUNTIME), programs);
        cache.store(key, found.lines());
        return found;
    }

    /** What every linked runtime needs to be found: the same for all of them, so it is known before one is linked. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("JAVA_HOME", RuntimeLayer.HOME.value());
        environment.put("PATH", RuntimeLayer.HOME.resolve("bin") + ":" + PATH);
        SystemLayer.language().ifPresent(language -> environment.put("LANG", language));
        return environment;
    }
}
