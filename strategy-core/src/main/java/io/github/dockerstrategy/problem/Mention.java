package io.github.dockerstrategy.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something in a message that each front end writes in its own way: a parameter, a goal, a setting of the build tool. The factory
 * methods return a mark that can be concatenated into any text; {@link Text} finds the marks again, and a {@link Notation} writes them.
 * Marks are made of control characters, so that nothing a user writes is taken for one.
 */
public sealed interface Mention {

    /** The mention without a front end: names and values as they are. */
    String plain();

    /** A parameter by its path, such as {@code docker.executable}. */
    record Parameter(String name) implements Mention {

        @Override
        public String plain() {
            return name;
        }
    }

    /** A parameter with the value to give it. */
    record Setting(String name, String value) implements Mention {

        @Override
        public String plain() {
            return name + "=" + value;
        }
    }

    /** A parameter with several values below it, such as the host and the user of a registry. */
    record Group(String name, List<Entry> entries) implements Mention {

        public Group {
            entries = List.copyOf(entries);
        }

        @Override
        public String plain() {
            return entries.stream()
                    .map(entry -> entry.name() + "=" + entry.value())
                    .collect(Collectors.joining(", ", name + "(", ")"));
        }
    }

    /** A name with its value in a {@link Group}. */
    record Entry(String name, String value) {}

    /** A parameter, perhaps with a value, as it is given for a single run. */
    record Argument(String name, Optional<String> value) implements Mention {

        @Override
        public String plain() {
            return name + value.map(given -> "=" + given).orElse("");
        }
    }

    /** Goals to run one after the other. */
    record Goals(List<String> names) implements Mention {

        public Goals {
            names = List.copyOf(names);
        }

        @Override
        public String plain() {
            return (names.size() == 1 ? "the goal " : "the goals ") + String.join(" and ", names);
        }
    }

    /** Something of the build tool that runs this library, perhaps with a value. */
    record OfBuildTool(BuildToolTerm term, String value) implements Mention {

        @Override
        public String plain() {
            return term.plain(value);
        }
    }

    static String parameter(String name) {
        return Mark.of(Mark.Kind.PARAMETER, name);
    }

    static String setting(String name, Object value) {
        return Mark.of(Mark.Kind.SETTING, name, value.toString());
    }

    /** @param namesAndValues names and values in turn, of parameters below {@code name} */
    static String group(String name, String... namesAndValues) {
        return Mark.of(
                Mark.Kind.GROUP,
                Stream.concat(Stream.of(name), Arrays.stream(namesAndValues)).toArray(String[]::new));
    }

    static String argument(String name) {
        return Mark.of(Mark.Kind.ARGUMENT, name);
    }

    static String argument(String name, Object value) {
        return Mark.of(Mark.Kind.ARGUMENT, name, value.toString());
    }

    static String goals(String... names) {
        return Mark.of(Mark.Kind.GOALS, names);
    }

    static String buildTool(BuildToolTerm term) {
        return Mark.of(Mark.Kind.BUILD_TOOL, term.name(), "");
    }

    static String buildTool(BuildToolTerm term, Object value) {
        return Mark.of(Mark.Kind.BUILD_TOOL, term.name(), value.toString());
    }
}
