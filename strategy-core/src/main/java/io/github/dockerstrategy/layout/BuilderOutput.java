package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was copied out of a builder's container. The container decides what is in it, so nothing is believed: only what really lies below
 * the folder may be used, whatever names and links say.
 *
 * @param folder where it was copied to
 */
public record BuilderOutput(Path folder) {

    private static final int MOST_LINKS = 40;

    public BuilderOutput {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * A file that an index names, relative to the folder.
     *
     * @throws ProblemException if it is not a regular file, or not really below the folder
     */
    public Path file(String source) {
        try {
            Path relative = Path.of(source);
            if (relative.isAbsolute() || source.startsWith("/") || source.startsWith("\\")) {
                throw outside("'" + source + "'");
            }
            Path file = folder.resolve(relative).normalize();
            if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw outside("'" + source + "'");
            }
            if (!Files.isRegularFile(file)) {
                throw refusal("The builder image returned '" + source + "', which is not a regular file.");
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw refusal("The builder image returned '" + source + "', which cannot be read: " + e + ".");
        }
    }

    /**
     * Refuses a symbolic link that leads out of the folder. Each folder on its way is looked up, as the operating system does: what a text
     * seems to say is something else where another link lies on the way.
     */
    public void requireInside(Path link) throws IOException {
        Deque<Path> open = new ArrayDeque<>();
        push(open, folder.relativize(link.toAbsolutePath()));
        Path current = folder;
        int links = 0;
        while (!open.isEmpty()) {
            Path name = open.pop();
            if (name.toString().equals("..")) {
                current = parent(current);
            } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
                current = current.resolve(name);
            }
            if (!current.startsWith(folder)) {
                throw outside(words(link));
            }
            if (Files.isSymbolicLink(current)) {
                Path target = Files.readSymbolicLink(current);
                if (target.isAbsolute() || ++links > MOST_LINKS) {
                    throw target.isAbsolute() ? outside(words(link)) : refusal(words(link) + " leads in a circle.");
                }
                current = parent(current);
                push(open, target);
            }
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void push(Deque<Path> open, Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            open.push(path.getName(i));
        }
    }

    private String words(Path link) throws IOException {
        return "'" + folder.relativize(link.toAbsolutePath()) + "' -> '" + Files.readSymbolicLink(link) + "'";
    }

    /** The refusal of a path that leads out. */
    public static ProblemException outside(String path) {
        return refusal("The builder image returned a path outside its output: " + path + ".");
    }

    /** The refusal of anything else that was returned. */
    public static ProblemException refusal(String what) {
        return new ProblemException(
                Problem.of(
                        "unsafe-file-in-container",
                        what,
                        parameter("builder"),
                        "let the builder's commands put real files there, for example with cp -L; use only builder images that you trust"));
    }
}
