package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.files.FileDeletion;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.ContextFile;
import io.github.dockerstrategy.project.ContextRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of ours below the build directory. */
record Folder(Path path) {

    /** Makes it empty. */
    void clear() {
        delete();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + path, e);
        }
    }

    /** Removes it and all that is in it; symbolic links are removed, not followed. */
    void delete() {
        try {
            FileDeletion.deleteTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }

    void write(Path file, String text) {
        try {
            Files.createDirectories(path);
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * Puts files and folders that are there into it, copied, keeping their paths relative to {@code root}.
     *
     * @throws ProblemException if the rules leave out a file that is named
     */
    void gather(Path root, List<String> names, ContextRules rules) {
        for (String name : names) {
            Path from = root.resolve(name);
            if (Files.isRegularFile(from) && rules.reasonAgainst(from).isPresent()) {
                throw new ProblemException(ContextRules.leavesOut(from, name, rules));
            }
            if (Files.exists(from)) {
                link(root, from, rules);
            }
        }
    }

    private void link(Path root, Path from, ContextRules rules) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(one -> rules.reasonAgainst(one).isEmpty())
                    .toList()) {
                Path other = path.resolve(root.relativize(file).toString());
                Files.createDirectories(other.toAbsolutePath().getParent());
                // Of a symbolic link, the file behind it: a context cannot follow one that leads out of it.
                new ContextFile(file.toRealPath()).putTo(other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from + " to " + path, e);
        }
    }
}
