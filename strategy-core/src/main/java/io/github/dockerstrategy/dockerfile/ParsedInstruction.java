package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instruction as it was read.
 *
 * @param first number of its first line, from 1
 * @param last number of its last line, that of a heredoc's delimiter if it has one
 * @param keyword in capitals, such as {@code COPY}
 * @param flags such as {@code --from=build}, without the dashes, in order
 * @param arguments what follows the flags, on one line, without the comments in between
 * @param list its words if it has the exec form: a JSON list
 * @param heredocs the documents that belong to it
 * @param escape what escapes a character, a backslash or a backtick
 */
public record ParsedInstruction(
        int first,
        int last,
        String keyword,
        List<String> flags,
        String arguments,
        Optional<List<String>> list,
        List<Heredoc> heredocs,
        char escape) {

    public ParsedInstruction {
        flags = List.copyOf(flags);
        list = list.map(List::copyOf);
        heredocs = List.copyOf(heredocs);
    }

    /** Whether it is such an instruction, by its keyword in capitals. */
    public boolean is(String name) {
        return keyword.equals(name);
    }

    /** The value of a flag; of its last one, if there are several. */
    public Optional<String> flag(String name) {
        List<String> all = flags(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The values of a flag that can be repeated, such as {@code --mount}. */
    public List<String> flags(String name) {
        return flags.stream()
                .filter(flag -> flag.startsWith(name + "=") || flag.equals(name))
                .map(flag -> flag.equals(name) ? "" : flag.substring(name.length() + 1))
                .toList();
    }

    /** Its words, as they are written: those of the list, or those between blanks. */
    public List<String> words() {
        return list.orElseGet(() -> arguments.isEmpty() ? List.of() : List.of(arguments.split("[ \\t]+")));
    }

    /** Names and values of an ENV or LABEL, quotes and variables as they are written. */
    public Map<String, String> pairs() {
        List<String> words = ArgumentWords.split(arguments, escape);
        Map<String, String> pairs = new LinkedHashMap<>();
        if (!words.isEmpty() && words.get(0).indexOf('=') < 0) {
            String name = words.get(0);
            pairs.put(name, arguments.substring(name.length()).strip());
            return pairs;
        }
        words.forEach(word -> {
            int equals = word.indexOf('=');
            pairs.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        });
        return pairs;
    }

    /** Names of an ARG, with their defaults as they are written. */
    public Map<String, Optional<String>> declarations() {
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        for (String word : ArgumentWords.split(arguments, escape)) {
            int equals = word.indexOf('=');
            all.put(
                    equals < 0 ? word : word.substring(0, equals),
                    equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
        }
        return all;
    }

    /** The words of a health check's command, if it has the exec form. */
    public Optional<List<String>> healthCommand() {
        return arguments.regionMatches(true, 0, "CMD", 0, 3)
                ? Text.jsonWords(arguments.substring(3).strip())
                : Optional.empty();
    }

    /** The sources of a COPY or ADD, without heredocs. */
    public List<String> sources() {
        List<String> words = new ArrayList<>(words());
        if (!words.isEmpty()) {
            words.remove(words.size() - 1);
        }
        words.removeIf(word -> !heredocs.isEmpty() && word.startsWith("<<"));
        return List.copyOf(words);
    }

    /** The destination of a COPY or ADD. */
    public String destination() {
        List<String> words = words();
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }
}
