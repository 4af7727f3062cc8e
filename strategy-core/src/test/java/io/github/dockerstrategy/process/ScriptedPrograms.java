package io.github.dockerstrategy.process;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Programs that only say what a test has told them to. Running anything else fails the test.
 *
 * <pre>
 *   new ScriptedPrograms()
 *       .on("docker info").prints("{}")
 *       .on("DOCKER_BUILDKIT=1 docker build --help").complains("no buildx").exits(1)
 *       .on("docker build").does(command -> Files.writeString(…))
 * </pre>
 *
 * <p>A command is answered by the last answer whose text it begins with; {@code KEY=VALUE} words in front of the program stand
 * for its environment.
 */
public final class ScriptedPrograms implements Programs {

    /** Something that a program does besides talking. */
    public interface Deed {
        void run(Command command) throws IOException;
    }

    private static final class Answer {
        private final List<String> variables;
        private final String line;
        private final List<String> output = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private final List<Deed> deeds = new ArrayList<>();
        private int exitCode;
        private boolean missing;

        Answer(String text) {
            List<String> words = List.of(text.split(" "));
            int program = 0;
            while (words.get(program).matches("[A-Z_]+=.*")) {
                program++;
            }
            this.variables = words.subList(0, program);
            this.line = String.join(" ", words.subList(program, words.size()));
        }

        boolean isFor(Command command) {
            return (command.line() + " ").startsWith(line + " ")
                    && variables.stream().allMatch(variable -> {
                        int equals = variable.indexOf('=');
                        return variable.substring(equals + 1)
                                .equals(command.environment().getOrDefault(variable.substring(0, equals), ""));
                    });
        }
    }

    private final List<Answer> answers = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();

    /** Begins the answer to commands that begin with {@code line}. */
    public ScriptedPrograms on(String line) {
        answers.add(new Answer(line));
        return this;
    }

    /** Lines of standard output. */
    public ScriptedPrograms prints(String text) {
        text.lines().forEach(last().output::add);
        return this;
    }

    /** Lines of standard error. */
    public ScriptedPrograms complains(String text) {
        text.lines().forEach(last().errors::add);
        return this;
    }

    public ScriptedPrograms exits(int code) {
        last().exitCode = code;
        return this;
    }

    /** The program is not there. */
    public ScriptedPrograms isMissing() {
        last().missing = true;
        return this;
    }

    /** Bytes for the file that the command's output goes to. */
    public ScriptedPrograms writes(byte[] content) {
        return does(command -> Files.write(command.outputFile().orElseThrow(), content));
    }

    /** A file that is there afterwards. */
    public ScriptedPrograms leaves(Path file, String content) {
        return does(command -> Files.writeString(file, content, StandardCharsets.UTF_8));
    }

    public ScriptedPrograms does(Deed deed) {
        last().deeds.add(deed);
        return this;
    }

    /** What was run, in order. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    /** The lines of what was run, in order. */
    public List<String> lines() {
        return commands.stream().map(Command::line).toList();
    }

    @Override
    public synchronized ProcessResult run(Command command, Consumer<String> output) {
        commands.add(command);
        Answer answer = null;
        for (Answer candidate : answers) {
            answer = candidate.isFor(command) ? candidate : answer;
        }
        if (answer == null) {
            throw new AssertionError("nobody expected: " + command.environment() + " " + command.line());
        }
        if (answer.missing) {
            throw new ProblemException(
                    Problem.ofEnvironment("program-not-found", "Cannot run '" + command.program() + "'.", "", ""));
        }
        answer.output.forEach(output);
        answer.errors.forEach(output);
        try {
            for (Deed deed : answer.deeds) {
                deed.run(command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProcessResult(answer.exitCode, answer.output, answer.errors);
    }

    private Answer last() {
        return answers.get(answers.size() - 1);
    }
}
