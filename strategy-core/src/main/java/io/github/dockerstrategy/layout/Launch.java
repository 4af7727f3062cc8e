package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.BaseImages;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.JavaModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the application's JVM is started.
 *
 * @param appRoot folder of the application in the image
 * @param jvmFlags flags for the JVM, before the class path
 * @param argumentFile whether flags, class path and main class are in {@code launch.args}. Java 8 cannot read one: there class path and
 *     main class are in the manifest of {@code launch.jar}
 * @param modules whether an application that is a Java module is started as one; else it is started from the class path
 * @param arguments what the main class gets before the arguments of the container
 * @param extraClassPath entries in front of the application's own class path; what is there comes from the base image or extra files
 */
public record Launch(
        ContainerPath appRoot,
        List<String> jvmFlags,
        boolean argumentFile,
        boolean modules,
        List<String> arguments,
        List<String> extraClassPath) {

    private static final String EXTRA = parameter("container.extraClasspath");

    public static final String FILE_NAME = "launch.args";

    /** The default folder of the application. */
    public static final ContainerPath APP_ROOT = BaseImages.APPLICATION;

    /** The first release whose launcher reads argument files. */
    private static final int ARGUMENT_FILES = 9;

    private static final String JAR_NAME = "launch.jar";

    public Launch {
        jvmFlags = List.copyOf(jvmFlags);
        arguments = List.copyOf(arguments);
        extraClassPath = List.copyOf(extraClassPath);
    }

    /** Without arguments. */
    public Launch(ContainerPath appRoot, List<String> jvmFlags, boolean argumentFile, boolean modules) {
        this(appRoot, jvmFlags, argumentFile, modules, List.of(), List.of());
    }

    /** The same with arguments for the main class. */
    public Launch withArguments(List<String> others) {
        return new Launch(appRoot, jvmFlags, argumentFile, modules, others, extraClassPath);
    }

    /** The same with entries in front of the class path. */
    public Launch withExtraClassPath(List<String> entries) {
        return new Launch(appRoot, jvmFlags, argumentFile, modules, arguments, entries);
    }

    /** Whether the image's Java reads argument files. A linked runtime is never older. */
    public static boolean readsArgumentFile(int javaRelease, BaseReference base) {
        return javaRelease >= ARGUMENT_FILES || base instanceof BaseReference.Jlink;
    }

    /** Of a Java module, where there is one. */
    public Launch(ContainerPath appRoot, List<String> jvmFlags, boolean argumentFile) {
        this(appRoot, jvmFlags, argumentFile, true);
    }

    /** The entrypoint: known before anything is compiled, as files in the image tell the class path and the main class. */
    public List<String> entrypoint() {
        return argumentFile
                ? List.of("java", "@" + file())
                : Stream.of(
                                List.of("java"),
                                jvmFlags,
                                List.of("-jar", appRoot.resolve(JAR_NAME).value()),
                                arguments)
                        .flatMap(List::stream)
                        .toList();
    }

    /**
     * Refuses a main class that this JVM cannot start.
     *
     * @param mainClass as configured, perhaps with its module
     */
    public void check(String mainClass) {
        if (!argumentFile && !JavaModule.moduleOf(mainClass).isEmpty()) {
            throw new ProblemException(Problem.of(
                    "release-without-modules",
                    "'" + mainClass + "' is the main class of a Java module, and Java 8 has none.",
                    parameter("container.mainClass"),
                    "name the class alone: " + JavaModule.classOf(mainClass) + "; or compile for a newer release:" + " "
                            + buildTool(BuildToolTerm.SET_JAVA_RELEASE, 17)));
        }
    }

    public ContainerPath file() {
        return appRoot.resolve(FILE_NAME);
    }

    /**
     * What tells a JVM the class path and the main class: {@code launch.args}, or {@code launch.jar} for a JVM that reads no argument files.
     *
     * @param classPath files and folders below {@link #appRoot}
     * @param folders which of them are folders
     */
    Entry entry(List<ContainerPath> classPath, Set<ContainerPath> folders, String mainClass, Instant modified) {
        if (argumentFile) {
            List<String> paths = classPath.stream().map(ContainerPath::value).toList();
            return Entry.text(file(), text(paths, List.of(JavaModule.classOf(mainClass))), modified);
        }
        check(mainClass);
        String urls = Stream.concat(
                        extraClassPath.stream().map(this::absoluteUrl),
                        classPath.stream().map(path -> url(path, folders.contains(path))))
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, urls);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            manifest.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Entry.text(appRoot.resolve(JAR_NAME), "", modified)
                .withContent(new Entry.Content.EmptyJar(bytes.toString(StandardCharsets.UTF_8)));
    }

    /** Which entries are folders, only their names tell. */
    private String absoluteUrl(String entry) {
        if (entry.endsWith("*")) {
            throw new ProblemException(Problem.of(
                    "bad-class-path-entry",
                    "'" + entry + "' has a wildcard, which Java 8 does not read in a manifest.",
                    EXTRA,
                    "name each jar; or compile for a newer release: " + buildTool(BuildToolTerm.SET_JAVA_RELEASE, 17)));
        }
        boolean folder = !entry.endsWith("/") && !entry.endsWith(".jar");
        return "file:" + entry.replace("%", "%25").replace(" ", "%20") + (folder ? "/" : "");
    }

    /** Relative to the jar; a folder ends in a slash. */
    private String url(ContainerPath path, boolean folder) {
        String relative = path.value().substring(appRoot.value().length()).replaceFirst("^/", "");
        String url = relative.replace("%", "%25").replace(" ", "%20");
        return folder ? (url.isEmpty() ? "." : url) + "/" : url;
    }

    /** The argument file's text: one argument a line, quoted as the {@code java} launcher reads it. */
    public String text(List<String> classPath, List<String> start) {
        List<String> all =
                Stream.concat(extraClassPath.stream(), classPath.stream()).toList();
        return text(Stream.of(List.of("-cp", String.join(":", all)), start, arguments)
                .flatMap(List::stream)
                .toList());
    }

    /** The argument file's text for the start of a module. */
    String text(ModuleStart start) {
        return text((extraClassPath.isEmpty() ? start : start.behind(extraClassPath)).arguments());
    }

    /** The argument file's text for a jar whose manifest says more than its main class, such as which packages are opened to it. */
    String textOfJar(ContainerPath jar) {
        if (!extraClassPath.isEmpty()) {
            throw notOnClassPath("is started with -jar, which uses no other class path");
        }
        return text(List.of("-jar", jar.value()));
    }

    /**
     * The refusal of entries for what is not started from a class path.
     *
     * @param why what the application is, behind "The application"
     */
    public static ProblemException notOnClassPath(String why) {
        return new ProblemException(Problem.of(
                "extra-class-path-unused",
                "The application " + why + ".",
                EXTRA,
                "put the jars among the application's dependencies, or into its own folders with "
                        + parameter("extraDirectories")));
    }

    private String text(List<String> start) {
        return Stream.concat(jvmFlags.stream(), start.stream())
                .map(argument -> quoted(argument) + "\n")
                .collect(Collectors.joining());
    }

    /** Source of the quoting rules: the "java Command-Line Argument Files" section of the java tool's manual. */
    private static String quoted(String argument) {
        boolean plain = argument.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'#\\".indexOf(c) >= 0);
        if (plain && !argument.isEmpty()) {
            return argument;
        }
        String escaped = argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\f", "\\f");
        return "\"" + escaped + "\"";
    }
}
