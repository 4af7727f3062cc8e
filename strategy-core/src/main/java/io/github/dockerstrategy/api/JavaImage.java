package io.github.dockerstrategy.api;

import io.github.dockerstrategy.engine.BuildRun;
import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.engine.jib.CloudCredentials;
import io.github.dockerstrategy.files.UserCacheFolder;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.Bytes;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.log.LogSink;
import io.github.dockerstrategy.oci.registry.ProxyVariables;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.report.BuildResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image of a Java application that is compiled already: describe it, then {@link #build() build} it. The image is the one that the
 * Maven plugin builds from the same description: a non-root user, reproducible times, dependencies and classes in separate layers.
 *
 * <p>Values are checked when the image is built, and all problems are reported together. Credentials for registries come from docker's and
 * podman's configuration files, credential helpers and the command-line tools of cloud providers.
 *
 * <p>An instance can be built several times, but not by several threads at once.
 */
public final class JavaImage {

    /** The Maven plugin's default, too. */
    private static final String CACHE_SIZE = "10GB";

    final String name;
    final List<Path> classes = new ArrayList<>();
    final List<Path> dependencies = new ArrayList<>();
    final List<String> jvmFlags = new ArrayList<>();
    final List<String> ports = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> labels = new LinkedHashMap<>();
    Optional<String> from = Optional.empty();
    Optional<String> mainClass = Optional.empty();
    Optional<String> user = Optional.empty();
    Optional<String> platform = Optional.empty();
    Optional<String> strategy = Optional.empty();
    Optional<String> output = Optional.empty();
    Optional<Path> cache = Optional.empty();
    Path folder = Path.of("docker-strategy");
    String docker = "docker";

    private JavaImage(String name) {
        this.name = name;
    }

    /**
     * Starts the description of an image.
     *
     * @param name reference of the image, such as {@code registry.example.com/team/hello:1.0}
     * @return an image on the default base, without an application
     */
    public static JavaImage named(String name) {
        return new JavaImage(name);
    }

    /**
     * Sets the base image. By default it is {@code eclipse-temurin} with the JRE of the oldest long-term release that runs the classes.
     *
     * @param base an image reference, {@code docker://NAME} for an image in the daemon, {@code tar://PATH} for an archive, or
     *     {@code jlink} for a runtime linked for the application
     * @return this image
     */
    public JavaImage from(String base) {
        from = Optional.of(base);
        return this;
    }

    /**
     * Adds a folder of compiled classes and resources. On the class path, folders come in the order in which they were added, before all
     * dependencies.
     *
     * @param root the folder that holds the package folders
     * @return this image
     */
    public JavaImage classes(Path root) {
        classes.add(root);
        return this;
    }

    /**
     * Adds dependencies, in class path order. The name of a file tells its coordinates and whether it is a snapshot, and with them its
     * layer.
     *
     * @param jars the jars
     * @return this image
     */
    public JavaImage dependencies(Collection<Path> jars) {
        dependencies.addAll(jars);
        return this;
    }

    /**
     * Sets the class to start. By default it is the only class in {@link #classes} with a main method.
     *
     * @param className binary name of the class
     * @return this image
     */
    public JavaImage mainClass(String className) {
        mainClass = Optional.of(className);
        return this;
    }

    /**
     * Adds a flag of the JVM.
     *
     * @param flag the flag, such as {@code -XX:MaxRAMPercentage=75}
     * @return this image
     */
    public JavaImage jvmFlag(String flag) {
        jvmFlags.add(flag);
        return this;
    }

    /**
     * Sets an environment variable.
     *
     * @param variable its name
     * @param value its value
     * @return this image
     */
    public JavaImage environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Adds a port that the application listens on.
     *
     * @param port a port or a range, such as {@code 8080}, {@code 53/udp} or {@code 9000-9003}
     * @return this image
     */
    public JavaImage port(String port) {
        ports.add(port);
        return this;
    }

    /**
     * Sets a label.
     *
     * @param label its name
     * @param value its value
     * @return this image
     */
    public JavaImage label(String label, String value) {
        labels.put(label, value);
        return this;
    }

    /**
     * Sets the user that the application runs as. By default it is {@code 65532:65532}, which is not root.
     *
     * @param userAndGroup a user, or a user and a group: {@code 1000}, {@code app:app}
     * @return this image
     */
    public JavaImage user(String userAndGroup) {
        user = Optional.of(userAndGroup);
        return this;
    }

    /**
     * Sets the platform. By default it is {@code linux/amd64}, or this machine's for the base {@code jlink}.
     *
     * @param name the platform, such as {@code linux/arm64}
     * @return this image
     */
    public JavaImage platform(String name) {
        platform = Optional.of(name);
        return this;
    }

    /**
     * Sets the strategy. By default it is {@code jib}, which needs no docker. {@code copy-local} has docker assemble the image. The other
     * strategies compile the application in a container, for which they need the Maven plugin; they are refused.
     *
     * @param name name of the strategy
     * @return this image
     */
    public JavaImage strategy(String name) {
        strategy = Optional.of(name);
        return this;
    }

    /**
     * Sets where the image goes. By default it is {@code tar} for the strategy {@code jib}, and {@code daemon} for {@code copy-local}.
     *
     * @param word {@code tar} for a docker archive and {@code oci} for an OCI archive, both in the {@link #folder}; {@code daemon};
     *     {@code registry}
     * @return this image
     */
    public JavaImage output(String word) {
        output = Optional.of(word);
        return this;
    }

    /**
     * Sets the folder for archives, {@code image.tar} or {@code image-oci.tar}, and for intermediate files. Each image needs its own. By
     * default it is {@code docker-strategy} in the current folder.
     *
     * @param path the folder; it is created
     * @return this image
     */
    public JavaImage folder(Path path) {
        folder = path;
        return this;
    }

    /**
     * Sets the folder for base images, layers and linked runtimes, which builds share. By default it is the user's cache folder, the same
     * as the Maven plugin's, or {@code cache} in the {@link #folder} if the user has none.
     *
     * @param path the folder; it is created
     * @return this image
     */
    public JavaImage cache(Path path) {
        cache = Optional.of(path);
        return this;
    }

    /**
     * Sets the program to run for the strategy {@code copy-local} and the output {@code daemon}. By default it is {@code docker}.
     *
     * @param executable {@code docker}, {@code podman}, or the path of one of them
     * @return this image
     */
    public JavaImage docker(String executable) {
        docker = executable;
        return this;
    }

    /**
     * Builds the image and logs nothing. If the target already has exactly this image, nothing is built.
     *
     * @return what was built
     * @throws ProblemException if the description is wrong, or the build fails
     */
    public BuildResult build() {
        return build(BuildLog.silent());
    }

    /**
     * Builds the image. If the target already has exactly this image, nothing is built.
     *
     * @param log receives a line for each step, warning and result, for example {@code LogSink.of(System.out)}
     * @return what was built
     * @throws ProblemException if the description is wrong, or the build fails
     */
    public BuildResult build(LogSink log) {
        return build(new ConsoleBuildLog(log));
    }

    private BuildResult build(BuildLog log) {
        RequestReader.Reading reading = new RequestReader(this).read();
        AssemblySettings settings = new AssemblySettings(
                new Registries(
                        List.of(),
                        host -> Optional.empty(),
                        System.getenv(),
                        reference -> CloudCredentials.find(reference, System.getenv()),
                        new ProxyVariables(System.getenv()).proxies(),
                        Map.of()),
                cache.or(UserCacheFolder::find)
                        .orElse(folder.resolve("cache"))
                        .toAbsolutePath()
                        .normalize(),
                Bytes.parse(CACHE_SIZE, "cache"),
                false,
                false,
                Optional.ofNullable(JavaImage.class.getPackage().getImplementationVersion())
                        .orElse(""),
                docker,
                Map.of());
        BuildRun run = new BuildRun(
                reading.request(),
                new HostPrograms(),
                new ApplicationLayers(reading, settings.cache(), log),
                new AssemblyEngine(settings, log),
                log);
        return run.execute(reading.strategy().plan(reading.request())).orElseThrow();
    }
}
