package io.github.dockerstrategy.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One program to run, without a shell.
 *
 * @param argv the program and its arguments
 * @param directory where it runs
 * @param environment variables set on top of this process's own; a value may be secret and is never shown
 * @param input text for its standard input; may be secret and is never shown
 * @param outputFile file that its standard output is written to, byte for byte, instead of being read as lines
 * @param ending how it is ended before its time
 */
public record Command(
        List<String> argv,
        Path directory,
        Map<String, String> environment,
        Optional<String> input,
        Optional<Path> outputFile,
        Ending ending) {

    /** How a program is ended before its time. */
    public enum Ending {
        /** It and all that it runs are asked to end. */
        TOGETHER,
        /**
         * Only what it runs is ended, and it is left to notice and to clean up: for a program that leaves things behind when it is
         * asked to end itself.
         */
        FROM_WITHIN
    }

    public Command(
            List<String> argv,
            Path directory,
            Map<String, String> environment,
            Optional<String> input,
            Optional<Path> outputFile) {
        this(argv, directory, environment, input, outputFile, Ending.TOGETHER);
    }

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
    }

    public static Command of(Path directory, List<String> argv) {
        return new Command(argv, directory, Map.of(), Optional.empty(), Optional.empty());
    }

    /** A command line for the machine's own shell: {@code sh -ec} or {@code cmd /c}. */
    public static Command shell(Path directory, String line) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return of(directory, windows ? List.of("cmd", "/c", line) : List.of("sh", "-ec", line));
    }

    public Command withEnvironment(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new Command(argv, directory, all, input, outputFile, ending);
    }

    public Command withInput(String text) {
        return new Command(argv, directory, environment, Optional.of(text), outputFile, ending);
    }

    /** This command with its standard output going to {@code file}, which is replaced. */
    public Command withOutputTo(Path file) {
        return new Command(argv, directory, environment, input, Optional.of(file), ending);
    }

    public Command with(Ending otherEnding) {
        return new Command(argv, directory, environment, input, outputFile, otherEnding);
    }

    public String program() {
        return argv.get(0);
    }

    /** The command line, quoted so that it can be pasted into a POSIX shell. */
    public String line() {
        String line = argv.stream().map(Command::quoted).collect(Collectors.joining(" "));
        return line + outputFile.map(file -> " > " + quoted(file.toString())).orElse("");
    }

    /** The command line only: environment and input may be secret. */
    @Override
    public String toString() {
        return line();
    }

    /** One word of a command line, as a POSIX shell has to see it. */
    public static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
