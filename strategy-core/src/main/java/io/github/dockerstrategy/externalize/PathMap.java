package io.github.dockerstrategy.externalize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which path of the host, relative to the build context, is behind a path of a stage. Grows as the stage is read. */
final class PathMap {

    /**
     * @param stage absolute path in the stage
     * @param host path relative to the context, empty for the context itself
     */
    private record Entry(String stage, String host) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Folders that have a POM or a Gradle build: what is built lies below them, although nothing was copied there. */
    private final List<Entry> projects = new ArrayList<>();

    private final Set<String> folders = new LinkedHashSet<>();

    void put(String stage, String host) {
        entries.add(new Entry(stage, host));
        String name = name(host);
        if (name.equals("pom.xml") || name.matches("(build|settings)\\.gradle(\\.kts)?")) {
            projects.add(new Entry(parent(stage), parent(host)));
        }
    }

    /** Whether it lies among the sources of a build. */
    boolean isOfProject(String stage) {
        return !parent(stage).equals("/")
                && host(parent(stage)).isPresent()
                && !host(parent(stage)).get().startsWith("target");
    }

    void putFolder(String stage) {
        folders.add(stage);
    }

    boolean isFolder(String stage) {
        return stage.equals("/")
                || folders.stream().anyMatch(folder -> folder.equals(stage) || folder.startsWith(stage + "/"))
                || entries.stream().anyMatch(entry -> entry.stage().startsWith(stage + "/"));
    }

    /** The host's path; the last entry counts. */
    Optional<String> host(String stage) {
        return find(entries, stage).or(() -> find(projects, stage));
    }

    private static Optional<String> find(List<Entry> in, String stage) {
        for (int i = in.size() - 1; i >= 0; i--) {
            Entry entry = in.get(i);
            if (stage.equals(entry.stage())) {
                return Optional.of(entry.host());
            }
            String prefix = entry.stage().equals("/") ? "/" : entry.stage() + "/";
            if (stage.startsWith(prefix)) {
                return Optional.of(join(entry.host(), stage.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }

    static String join(String folder, String path) {
        return folder.isEmpty() ? path : path.isEmpty() ? folder : folder + "/" + path;
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** An absolute path without dots, seen from a folder. */
    static String absolute(String folder, String path) {
        return "/" + String.join("/", steps(path.startsWith("/") ? path : folder + "/" + path));
    }

    /** A path of the context: a leading slash means nothing there. */
    static String inContext(String path) {
        return String.join("/", steps(path));
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/")) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.remove(steps.size() - 1);
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return steps;
    }
}
