package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import java.util.List;

/**
 * How the application's JVM is started.
 *
 * @param appRoot folder of the application in the image
 * @param jvmFlags flags for the JVM, before the class path
 * @param argumentFile whether flags, class path and main class lie in {@code launch.args}; Java 8 cannot read one
 */
public record Launch(ContainerPath appRoot, List<String> jvmFlags, boolean argumentFile) {

    public static final String FILE_NAME = "launch.args";

    public Launch {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** The entrypoint that reads the argument file: known before anything is compiled. */
    public List<String> entrypoint() {
        return List.of("java", "@" + file());
    }

    /**
     * The entrypoint written out, for a JVM that reads no argument files.
     *
     * @param mainClass the class to start
     */
    public List<String> entrypointWithoutFile(String mainClass) {
        return java.util.stream.Stream.of(
                        List.of("java"), jvmFlags, List.of("-cp", String.join(":", classPathWithoutFile()), mainClass))
                .flatMap(List::stream)
                .toList();
    }

    public ContainerPath file() {
        return appRoot.resolve(FILE_NAME);
    }

    /** The argument file's text: one argument a line, quoted as the {@code java} launcher reads it. */
    public String text(List<String> classPath, List<String> start) {
        StringBuilder text = new StringBuilder();
        jvmFlags.forEach(flag -> text.append(quoted(flag)).append('\n'));
        text.append("-cp\n").append(quoted(String.join(":", classPath))).append('\n');
        start.forEach(argument -> text.append(quoted(argument)).append('\n'));
        return text.toString();
    }

    private List<String> classPathWithoutFile() {
        return List.of(
                appRoot.resolve("resources").value(),
                appRoot.resolve("classes").value(),
                appRoot.resolve("libs").value() + "/*");
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
