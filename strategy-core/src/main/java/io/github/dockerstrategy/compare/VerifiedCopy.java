package io.github.dockerstrategy.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A copy of a project in which two builds make the same image, to see in what they differ. Closing it deletes the copy.
 *
 * @param project what it is a copy of
 * @param root its folder
 */
public record VerifiedCopy(ScratchProject project, Path root) implements AutoCloseable {

    /**
     * What starts the application differs by design, and where a packaged jar lies. Jib also makes a folder for each package among the
     * resources.
     */
    private static final String BY_DESIGN =
            "Entrypoint: .*|.*/(app\\.jar|classpath(/[^/]*\\.jar)?): .*|.*/(launch|jib-\\w+)[\\w.-]*: .*|.*/resources(/.*)?: folder .* → missing";

    private static final String ADDED_LABELS = "org\\.opencontainers\\.image\\.[\\w.]+=\"(\\\\.|[^\"\\\\])*\"(, )?";

    /** Copies a project. */
    public static VerifiedCopy of(ScratchProject project, Path folder) {
        Path root = folder.resolve(UUID.randomUUID().toString().substring(0, 8));
        ScratchCopy.of(project, root, "verify");
        return new VerifiedCopy(project, root);
    }

    /** The module's folder in the copy. */
    public Path module() {
        return root.resolve(project.module());
    }

    /**
     * In what an image differs from another, one line each, without what differs by design.
     *
     * @param before a docker archive
     * @param now a docker archive
     */
    public List<String> differences(Path before, Path now) {
        ImageArchive archives = new ImageArchive();
        return archives.read(now, List.of()).differencesFrom(archives.read(before, List.of())).stream()
                .filter(line -> !line.matches(BY_DESIGN))
                .filter(line -> !line.startsWith("Labels: ") || !isAddition(line))
                .toList();
    }

    private static boolean isAddition(String line) {
        String[] sides = line.substring("Labels: ".length()).split(" → ", 2);
        return sides.length == 2 && own(sides[0]).equals(own(sides[1]));
    }

    private static String own(String labels) {
        String own = labels.replaceAll(ADDED_LABELS, "").replaceFirst(", }$", "}");
        return own.equals("{}") ? "missing" : own;
    }

    @Override
    public void close() {
        Tree.delete(root);
    }
}
