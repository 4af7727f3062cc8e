package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of one of the benchmark's projects, with generated classes added.
 *
 * @param name folder below bench/projects
 * @param folder where the copy is
 */
record Project(String name, Path folder) {

    private static final String RELEASE = "<version>4.0.7</version>";
    private static final String BEFORE = "<version>4.0.6</version>";
    private static final String PACKAGE = "io.github.dockerstrategy.bench.generated";

    /** How many classes a project gets. */
    private static int classes(String name) {
        return switch (name) {
            case "plain" -> 300;
            case "war" -> 200;
            default -> 120;
        };
    }

    /** Copies the project out of {@code projects}; what was there before goes. */
    static Project copy(String name, Path projects, Path folder) throws IOException {
        Folders.delete(folder);
        Path from = projects.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        // Its own: Maven would take the settings of the project that this one lies in
        Files.createDirectories(folder.resolve(".mvn"));
        Project project = new Project(name, folder);
        for (int i = 0; i < classes(name); i++) {
            project.writeClass(i, 0);
        }
        return project;
    }

    /** Edits one class in the way of a developer: a constant and a line of code. */
    void changeOneClass(int revision) throws IOException {
        writeClass(classes(name) / 2, revision + 1);
    }

    /** Goes to the patch release before the one of the POM; or back, if it has gone. */
    void changePatchRelease() throws IOException {
        Path pom = folder.resolve("pom.xml");
        String text = Files.readString(pom);
        Files.writeString(pom, text.contains(RELEASE) ? text.replace(RELEASE, BEFORE) : text.replace(BEFORE, RELEASE));
    }

    private void writeClass(int number, int revision) throws IOException {
        String name = "Service%03d".formatted(number);
        StringBuilder text = new StringBuilder("package " + PACKAGE + ";\n\nimport java.util.*;\n\npublic class " + name
                + " {\n\n    public static final String REVISION = \"" + revision + "\";\n\n"
                + "    private final Map<String, List<Integer>> known = new TreeMap<>();\n\n");
        for (int method = 0; method < 8; method++) {
            text.append("""
                        public int step%1$d(String key, int value) {
                            List<Integer> values = known.computeIfAbsent(key + "-%1$d-%2$d", k -> new ArrayList<>());
                            values.add(value * %1$d + %2$d);
                            return values.stream().filter(v -> v %% (%1$d + 2) == 0).mapToInt(v -> v + REVISION.length()).sum();
                        }

                    """.formatted(method, number).indent(4));
        }
        Path file = folder.resolve("src/main/java")
                .resolve(PACKAGE.replace('.', '/'))
                .resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.append("}\n"));
    }
}
