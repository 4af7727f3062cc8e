package io.github.dockerstrategy.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stage as it was read.
 *
 * @param index its number, from 0
 * @param from its FROM instruction
 * @param instructions those after it
 */
public record ParsedStage(int index, ParsedInstruction from, List<ParsedInstruction> instructions) {

    public ParsedStage {
        instructions = List.copyOf(instructions);
    }

    /** The image or stage that it begins with, variables as they are written. */
    public String base() {
        List<String> words = from.words();
        return words.isEmpty() ? "" : words.get(0);
    }

    /** What other stages call it. Builders take names in any case. */
    public Optional<String> name() {
        List<String> words = from.words();
        return words.size() == 3 && words.get(1).equalsIgnoreCase("as")
                ? Optional.of(words.get(2).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** Its platform, variables as they are written. */
    public Optional<String> platform() {
        return from.flag("platform");
    }

    /** Its name, or its number. */
    public String label() {
        return name().orElse(String.valueOf(index));
    }
}
