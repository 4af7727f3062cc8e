package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Notes what it was asked to run, and answers as it was told to. */
final class FakePrograms implements Programs {

    private final List<Command> ran = Collections.synchronizedList(new ArrayList<>());
    private final Function<Command, ProcessResult> answers;

    FakePrograms(Function<Command, ProcessResult> answers) {
        this.answers = answers;
    }

    static FakePrograms saying(String... lines) {
        return new FakePrograms(command -> new ProcessResult(0, List.of(lines), List.of()));
    }

    static ProcessResult failure(String... lines) {
        return new ProcessResult(1, List.of(), List.of(lines));
    }

    @Override
    public ProcessResult run(Command command, Consumer<String> output) {
        ran.add(command);
        return answers.apply(command);
    }

    List<Command> ran() {
        return List.copyOf(ran);
    }

    /** The arguments of each command that are files below a folder. */
    List<List<String>> namesAfterOptions() {
        return ran.stream()
                .map(command -> command.argv().stream()
                        .skip(1)
                        .filter(argument -> argument.startsWith("/"))
                        .map(argument -> argument.substring(argument.lastIndexOf('/') + 1))
                        .toList())
                .toList();
    }
}
