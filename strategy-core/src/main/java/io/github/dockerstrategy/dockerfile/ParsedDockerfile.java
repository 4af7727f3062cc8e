package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile as it was read: nothing of its text is lost.
 *
 * @param lines all lines as they are in the file, each with its line end
 * @param directives such as {@code escape} and {@code syntax}, by name in lower case
 * @param instructions in order
 */
public record ParsedDockerfile(
        List<String> lines, Map<String, String> directives, List<ParsedInstruction> instructions) {

    public ParsedDockerfile {
        lines = List.copyOf(lines);
        directives = Map.copyOf(directives);
        instructions = List.copyOf(instructions);
    }

    /** Reads the text of a Dockerfile. */
    public static ParsedDockerfile read(String text) {
        return DockerfileReader.read(text);
    }

    /** The text that it was read from. */
    public String text() {
        return String.join("", lines);
    }

    /** The text of some lines. */
    public String text(int first, int last) {
        return String.join("", lines.subList(first - 1, last));
    }

    /** The instructions before the first stage, normally ARG. */
    public List<ParsedInstruction> global() {
        return instructions.stream()
                .takeWhile(instruction -> !instruction.is("FROM"))
                .toList();
    }

    /** The stages in order. */
    public List<ParsedStage> stages() {
        List<ParsedStage> stages = new ArrayList<>();
        int end = instructions.size();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            if (instructions.get(i).is("FROM")) {
                starts.add(i);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int next = i + 1 < starts.size() ? starts.get(i + 1) : end;
            stages.add(new ParsedStage(i, instructions.get(start), instructions.subList(start + 1, next)));
        }
        return stages;
    }

    /** The last stage before {@code limit} of that name or number. */
    public static Optional<ParsedStage> find(List<ParsedStage> stages, String reference, int limit) {
        String wanted = reference.toLowerCase(Locale.ROOT);
        for (int i = Math.min(limit, stages.size()) - 1; i >= 0; i--) {
            ParsedStage stage = stages.get(i);
            if (stage.name().filter(wanted::equals).isPresent()
                    || String.valueOf(i).equals(wanted)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
