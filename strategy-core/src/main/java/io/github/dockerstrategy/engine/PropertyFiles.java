package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.project.TextFile;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.Step.WriteUserProperties;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The files that take user properties to a Maven in a container. What everybody may read is in the context; the rest is in one file,
 * which only its owner can read, and which is mounted while Maven runs, over the one in the context.
 */
record PropertyFiles(WriteUserProperties step) {

    void write() {
        UserProperties properties = step.properties();
        try {
            String projects = new TextFile(step.projectConfig()).text();
            String open = config(projects, properties.parameters()) + lines(properties.open());
            for (Path folder : step.folders()) {
                Path settings = Files.createDirectories(folder.resolve(".mvn"));
                // What lies there may be a hard link to a file of the project.
                replace(settings.resolve("maven.config"), open);
                replace(settings.resolve(UserProperties.FILE), parameters(properties));
            }
            if (!properties.hidden().isEmpty()) {
                replacePrivately(step.hiddenFile(), open + lines(properties.hidden()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the user properties for the build in a container", e);
        }
    }

    /** For all but this plugin: Maven before 3.9 splits lines at blanks. */
    private static String config(String projects, Map<String, String> parameters) {
        Map<String, String> simple = parameters.entrySet().stream()
                .filter(one -> !one.getValue().matches("(?s).*\\s.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return (projects.isEmpty() || projects.endsWith("\n") ? projects : projects + "\n") + lines(simple);
    }

    private static String lines(Map<String, String> properties) {
        return properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> "-D" + one.getKey() + "=" + one.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** In the same order and without a time, as builders compare it with the one they had. */
    private static String parameters(UserProperties properties) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# user properties " + properties.fingerprint());
        for (Map.Entry<String, String> one : properties.parameters().entrySet()) {
            Properties single = new Properties();
            single.setProperty(one.getKey(), one.getValue());
            StringWriter text = new StringWriter();
            single.store(text, null);
            text.toString().lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void replace(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void replacePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
