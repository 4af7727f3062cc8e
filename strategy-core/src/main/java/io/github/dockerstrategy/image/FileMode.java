package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * Unix permission bits of a file or directory. Without set-user-id, set-group-id and the sticky bit: not every way to build an
 * image can keep those, and none may drop them in silence.
 *
 * @param bits 0 to 0777
 */
public record FileMode(int bits) {

    /** {@code 644}: what files get unless told otherwise. */
    public static final FileMode FILE = new FileMode(0644);

    /** {@code 755}: what directories get unless told otherwise. */
    public static final FileMode DIRECTORY = new FileMode(0755);

    /** {@code 755} on a file. */
    public static final FileMode EXECUTABLE = new FileMode(0755);

    private static final Pattern OCTAL = Pattern.compile("[0-7]{3}");

    public FileMode {
        if (bits < 0 || bits > 0777) {
            throw new IllegalArgumentException("not a file mode: " + Integer.toOctalString(bits));
        }
    }

    /** Parses three octal digits, such as {@code 644}. */
    public static FileMode parse(String text, String where) {
        if (!OCTAL.matcher(text).matches()) {
            throw new ProblemException(Problem.of(
                    "bad-file-mode",
                    "'" + text + "' is not a file mode.",
                    where,
                    "write three octal digits, for example 644 or 755"));
        }
        return new FileMode(Integer.parseInt(text, 8));
    }

    @Override
    public String toString() {
        // With a digit in front that keeps the zeros; a formatter is too slow for thousands of files.
        return Integer.toOctalString(01000 | bits).substring(1);
    }
}
