package io.github.dockerstrategy.generate;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of generated files: below the build directory, or ejected among the sources for keeping.
 *
 * @param path the folder
 */
public record GeneratedFolder(Path path) {

    /**
     * Writes the files; those that are right already keep their times.
     *
     * @throws ProblemException if a file of the user's own would be lost
     */
    public void write(GeneratedFiles files) {
        try {
            refuseToReplace(files);
            Files.createDirectories(path);
            for (Map.Entry<String, String> file : files.texts().entrySet()) {
                Path target = path.resolve(file.getKey());
                if (!file.getValue().equals(read(target))) {
                    write(target, file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + path, e);
        }
    }

    /**
     * Compares the files with those that would be written now.
     *
     * @return a line for each that is not as it should be; none if all are
     */
    public List<String> differences(GeneratedFiles files) {
        List<String> differences = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : files.texts().entrySet()) {
                Path there = path.resolve(file.getKey());
                String text = read(there);
                if (!Files.exists(there)) {
                    differences.add(file.getKey() + " is missing");
                } else if (!text.equals(file.getValue())) {
                    differences.add(difference(
                            file.getKey(),
                            text.lines().toList(),
                            file.getValue().lines().toList()));
                }
            }
            return differences;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the files in " + path, e);
        }
    }

    private void refuseToReplace(GeneratedFiles files) throws IOException {
        for (String name : files.texts().keySet()) {
            String there = read(path.resolve(name));
            if (!there.isEmpty() && !there.contains(GeneratedFiles.MARK)) {
                throw new ProblemException(Problem.of(
                        "would-replace-file",
                        "The file was not generated and would be overwritten: " + path.resolve(name),
                        parameter("eject"),
                        "choose another folder, or move the file away"));
            }
        }
    }

    /** Its text, with the line ends of all systems; empty if there is no such file. */
    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n")
                : "";
    }

    /** By a move: the script that is being replaced may be the one that runs. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".tmp");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        fresh,
                        PosixFilePermissions.fromString(
                                String.valueOf(file.getFileName()).endsWith(".sh") ? "rwxr-xr-x" : "rw-r--r--"));
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String difference(String name, List<String> there, List<String> wanted) {
        int line = 0;
        while (line < there.size() && line < wanted.size() && there.get(line).equals(wanted.get(line))) {
            line++;
        }
        return name + " differs in line " + (line + 1) + ":\n        is     " + lineOr(there, line)
                + "\n        should " + lineOr(wanted, line);
    }

    private static String lineOr(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(the end of the file)";
    }
}
