package io.github.dockerstrategy.maven.migrate.source;

import java.util.List;

/** What differs from another plugin's image by design. */
public final class Differences {

    /** What differs from an image of Jib's in any case, and is no matter of configuration. */
    static final List<String> OF_JIB = List.of(
            "Layers: dependencies are in up to 32 layers, so that an upgrade sends less."
                    + " `<dependencies><layers>1</layers>` makes one of them.",
            "Start: the entrypoint is `java @/app/launch.args`; the file has the class path, the JVM's flags and the main class.",
            "Folders: Jib makes an empty folder for each package among the resources.",
            "With `<containerizingMode>packaged</containerizingMode>`, the jar is `/app/app.jar`, in place of `/app/classpath/NAME.jar`.",
            "Spring Boot with `<containerizingMode>packaged</containerizingMode>`: Jib starts the classes without Spring Boot's loader;"
                    + " here the jar is unpacked into its own layers and started by its loader.",
            "Jars of other modules of the reactor get fixed times inside, so that the same sources give the same image.",
            "Labels: the image gets OCI labels from the POM (title, description, version, licenses and others).");

    /**
     * What starts the application differs by design, and where a packaged jar lies. Jib also makes a folder for each package among the
     * resources.
     */
    private static final String BY_DESIGN =
            "Entrypoint: .*|.*/(app\\.jar|classpath(/[^/]*\\.jar)?): .*|.*/(launch\\.(args|jar)|jib-(classpath|main-class)-file): .*"
                    + "|.*/resources(/.*)?: folder .* → missing";

    private static final String ADDED_LABELS = "org\\.opencontainers\\.image\\.[\\w.]+=\"(\\\\.|[^\"\\\\])*\"(, )?";

    private Differences() {}

    /** Whether they explain a line of a comparison, the other plugin's image first. */
    public static boolean areByDesign(Imported imported, String line) {
        boolean start = imported.source().builtBy() == Source.BuiltBy.ARCHIVE
                ? line.matches(BY_DESIGN)
                : imported.appRoot().isPresent()
                        && isApplication(imported.appRoot().get(), line);
        return start || (line.startsWith("Labels: ") && isAddition(line));
    }

    /** How it starts, and what is in its folder. */
    private static boolean isApplication(String folder, String line) {
        return line.matches("(Entrypoint|Cmd): .*") || line.startsWith(folder + "/") || line.startsWith(folder + ": ");
    }

    private static boolean isAddition(String line) {
        String[] sides = line.substring("Labels: ".length()).split(" → ", 2);
        return sides.length == 2 && own(sides[0]).equals(own(sides[1]));
    }

    private static String own(String labels) {
        String own = labels.replaceAll(ADDED_LABELS, "").replaceFirst(", }$", "}");
        return own.equals("{}") ? "missing" : own;
    }
}
