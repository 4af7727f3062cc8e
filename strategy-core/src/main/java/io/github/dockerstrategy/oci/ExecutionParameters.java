package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What containers of an image run, and how: the object {@code config} of an image's config. Fields that the specification does not
 * define are kept, in their order.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">the image specification</a>
 */
public final class ExecutionParameters {

    private static final String USER = "User";
    private static final String PORTS = "ExposedPorts";
    private static final String ENVIRONMENT = "Env";
    private static final String ENTRYPOINT = "Entrypoint";
    private static final String CMD = "Cmd";
    private static final String VOLUMES = "Volumes";
    private static final String WORKING_DIRECTORY = "WorkingDir";
    private static final String LABELS = "Labels";
    private static final String HEALTH_CHECK = "Healthcheck";
    private static final String ON_BUILD = "OnBuild";
    private static final String ARGS_ESCAPED = "ArgsEscaped";

    private static final List<String> TEXTS = List.of(USER, WORKING_DIRECTORY, "StopSignal");
    private static final List<String> LISTS = List.of(ENVIRONMENT, ENTRYPOINT, CMD, "Shell", ON_BUILD);
    private static final List<String> OBJECTS = List.of(PORTS, LABELS, VOLUMES, HEALTH_CHECK);
    private static final List<String> OTHERS = List.of("StopTimeout", ARGS_ESCAPED);

    /** The order of the specification. Everything else follows. */
    private static final List<String> ORDER = List.of(
            USER, PORTS, ENVIRONMENT, ENTRYPOINT, CMD, VOLUMES, WORKING_DIRECTORY, LABELS, "StopSignal", HEALTH_CHECK);

    /** Names of the times of a health check, in the order of docker's documents. */
    private static final List<String> DURATIONS = List.of("Interval", "Timeout", "StartPeriod");

    /** True of the container that the image was made in, but not of images on top of it. */
    private static final Set<String> NOT_INHERITED = Set.of(
            "Hostname",
            "Domainname",
            "AttachStdin",
            "AttachStdout",
            "AttachStderr",
            "Tty",
            "OpenStdin",
            "StdinOnce",
            "Image",
            "MacAddress",
            "NetworkDisabled",
            ON_BUILD);

    private final JsonObject json;

    private ExecutionParameters(JsonObject json) {
        this.json = json;
    }

    /** Reads and checks them. */
    static ExecutionParameters parse(JsonObject json) throws InvalidImageException {
        for (String name : TEXTS) {
            json.text(name);
        }
        for (String name : LISTS) {
            json.texts(name);
        }
        for (String name : OBJECTS) {
            json.object(name);
        }
        json.textMap(LABELS);
        for (String name : json.names()) {
            refuseSimilar(name);
        }
        return new ExecutionParameters(json);
    }

    /** Engines written in Go ignore the case of names and take the last of two similar ones: it would replace what this build sets. */
    private static void refuseSimilar(String name) throws InvalidImageException {
        for (List<String> known : List.of(TEXTS, LISTS, OBJECTS, OTHERS)) {
            for (String one : known) {
                if (one.equalsIgnoreCase(name) && !one.equals(name)) {
                    throw malformed("config." + name + " can be taken for config." + one);
                }
            }
        }
    }

    /** What an image inherits from one with these parameters. */
    public ExecutionParameters inherited() {
        return new ExecutionParameters(json.without(NOT_INHERITED)).ordered();
    }

    /** Variables as {@code name=value}. Some images have entries without a value. */
    public List<String> environment() {
        return texts(ENVIRONMENT);
    }

    /** The value of a variable. */
    public Optional<String> variable(String name) {
        String beginning = name + "=";
        return environment().stream()
                .filter(variable -> variable.startsWith(beginning))
                .map(variable -> variable.substring(beginning.length()))
                .findFirst();
    }

    public List<String> entrypoint() {
        return texts(ENTRYPOINT);
    }

    public List<String> cmd() {
        return texts(CMD);
    }

    /** Instructions of the image that apply to images built on it with docker. */
    public List<String> onBuild() {
        return texts(ON_BUILD);
    }

    public Set<String> exposedPorts() {
        return names(PORTS);
    }

    public Set<String> volumes() {
        return names(VOLUMES);
    }

    public Map<String, String> labels() {
        return checked(() -> json.textMap(LABELS));
    }

    public Optional<String> user() {
        return text(USER);
    }

    public Optional<String> workingDirectory() {
        return text(WORKING_DIRECTORY);
    }

    /** With more variables; those that are there get their new value in place. */
    public ExecutionParameters withVariables(Map<String, String> variables) {
        Map<String, String> lines = new LinkedHashMap<>();
        environment().forEach(line -> lines.put(line.split("=", 2)[0], line));
        variables.forEach((name, value) -> lines.put(name, name + "=" + value));
        return with(ENVIRONMENT, List.copyOf(lines.values()));
    }

    /** With more labels; those that are there get their new value in place. */
    public ExecutionParameters withLabels(Map<String, String> labels) {
        Map<String, String> all = new LinkedHashMap<>(labels());
        all.putAll(labels);
        return with(LABELS, all);
    }

    /** With another program and other arguments. {@code ArgsEscaped}, which belongs to both, goes with them. */
    public ExecutionParameters withProgram(List<String> entrypoint, List<String> cmd) {
        JsonObject changed = json.without(Set.of(ARGS_ESCAPED));
        return new ExecutionParameters(
                        changed.withUnlessEmpty(ENTRYPOINT, entrypoint).withUnlessEmpty(CMD, cmd))
                .ordered();
    }

    /** With more ports, sorted. */
    public ExecutionParameters withExposedPorts(Collection<String> ports) {
        return with(PORTS, sortedSet(exposedPorts(), ports));
    }

    /** With more volumes, sorted. */
    public ExecutionParameters withVolumes(Collection<String> volumes) {
        return with(VOLUMES, sortedSet(volumes(), volumes));
    }

    public ExecutionParameters withUser(String user) {
        return with(USER, user);
    }

    public ExecutionParameters withWorkingDirectory(String directory) {
        return with(WORKING_DIRECTORY, directory);
    }

    /**
     * With another health check.
     *
     * @param test the command; its first word says how it is run
     * @param durations interval, timeout and start period, by their names in the document
     * @param retries failures after which a container is unhealthy
     */
    public ExecutionParameters withHealthCheck(
            List<String> test, Map<String, Duration> durations, Optional<Integer> retries) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("Test", test);
        for (String name : DURATIONS) {
            Optional.ofNullable(durations.get(name)).ifPresent(time -> check.put(name, time.toNanos()));
        }
        retries.ifPresent(number -> check.put("Retries", number));
        return with(HEALTH_CHECK, check);
    }

    JsonObject json() {
        return json;
    }

    private ExecutionParameters with(String name, Object value) {
        return new ExecutionParameters(json.withUnlessEmpty(name, value)).ordered();
    }

    private ExecutionParameters ordered() {
        JsonObject ordered = JsonObject.empty();
        for (String name : ORDER) {
            ordered = ordered.withFieldOf(json, name);
        }
        for (String name : json.names()) {
            ordered = ordered.withFieldOf(json, name);
        }
        return new ExecutionParameters(ordered);
    }

    private static Map<String, Object> sortedSet(Collection<String> some, Collection<String> others) {
        Map<String, Object> all = new TreeMap<>();
        some.forEach(one -> all.put(one, Map.of()));
        others.forEach(one -> all.put(one, Map.of()));
        return all;
    }

    private List<String> texts(String name) {
        return checked(() -> json.texts(name));
    }

    private Optional<String> text(String name) {
        return checked(() -> json.text(name)).filter(text -> !text.isEmpty());
    }

    private Set<String> names(String name) {
        return new TreeSet<>(checked(() -> json.object(name)).names());
    }

    /** Reads a field. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws InvalidImageException;
    }

    /** Everything that is read was checked when it was parsed, or written here. */
    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (InvalidImageException e) {
            throw new IllegalStateException(e);
        }
    }
}
