package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code RUN [--mount=…]… COMMAND [&& COMMAND]…}, run by the image's shell.
 *
 * @param mounts what is mounted while it runs and stays out of the image; needs BuildKit or buildah
 * @param commands shell commands of which each must succeed; a line break in one must follow a backslash
 */
public record Run(List<Mount> mounts, List<String> commands) implements Instruction {

    /** Newer frontends read what follows as a heredoc, older ones do not. */
    private static final Pattern HEREDOC = Pattern.compile("\\d*<<-?[^<\\s(].*");

    private static final Pattern LINE_BREAK = Pattern.compile("[ \\t]*\\\\[ \\t]*\\r?\\n[ \\t]*");

    public Run {
        mounts = List.copyOf(mounts);
        commands = commands.stream().map(String::strip).toList();
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("nothing to run");
        }
        commands.forEach(Run::requireCommand);
    }

    public static Run of(String... commands) {
        return new Run(List.of(), List.of(commands));
    }

    /** This instruction with further mounts. */
    public Run with(Mount... more) {
        return new Run(Stream.concat(mounts.stream(), Stream.of(more)).toList(), commands);
    }

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        mounts.forEach(mount -> lines.add("--mount=" + mount.text()));
        for (String command : commands) {
            String joint = lines.size() > mounts.size() ? "&& " : "";
            lines.add(joint + String.join(" \\\n        ", lines(command)));
        }
        return new Line("RUN").aligned(lines).text();
    }

    private static List<String> lines(String command) {
        return LINE_BREAK.splitAsStream(command).filter(line -> !line.isEmpty()).toList();
    }

    /** Refuses what some builder would read as something else than a shell command. */
    static void requireCommand(String command) {
        if (command.isEmpty()) {
            throw refused(command, "it is empty", "write a command or leave it out");
        }
        for (String line : lines(command)) {
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
                throw refused(
                        command, "it has several lines", "join them by '&&', or end each but the last by a backslash");
            }
            if (line.startsWith("#")) {
                throw refused(command, "builders drop the line " + line, "take the shell comment out");
            }
        }
        if (command.endsWith("\\") || lines(command).stream().anyMatch(line -> line.endsWith("\\"))) {
            throw refused(command, "a line ends with two backslashes or none follows", "take the backslash out");
        }
        if (command.startsWith("--") || Text.isJsonList(command)) {
            throw refused(command, "builders would not take it for a shell command", "begin it with a program's name");
        }
        if (Stream.of(command.split("\\s+"))
                .anyMatch(word -> HEREDOC.matcher(word).matches())) {
            throw refused(
                    command, "not every builder reads '<<'", "put the text into a file of the image, or use printf");
        }
    }

    private static ProblemException refused(String command, String why, String fix) {
        return new ProblemException(
                Problem.of("bad-command", "The command cannot be run in a Dockerfile: " + why + ".", command, fix));
    }
}
