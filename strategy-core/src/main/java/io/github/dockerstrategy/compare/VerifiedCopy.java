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
     * In what an image differs from another, one line each: configuration first, then paths.
     *
     * @param before a docker archive
     * @param now a docker archive
     */
    public List<String> differences(Path before, Path now) {
        ImageArchive archives = new ImageArchive();
        return archives.read(now, List.of()).differencesFrom(archives.read(before, List.of()));
    }

    @Override
    public void close() {
        Tree.delete(root);
    }
}
