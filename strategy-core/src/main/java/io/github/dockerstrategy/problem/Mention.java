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

    /**
     * The mention without a front end: names and values as they are.
     *
     * @return a few words, to be read in a sentence
     */
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

    /**
     * Mentions a parameter.
     *
     * @param name path of the parameter, such as {@code docker.executable}
     * @return a mark, to be concatenated into a message
     */
    static String parameter(String name) {
        return Mark.of(Mark.Kind.PARAMETER, name);
    }

    /**
     * Mentions a parameter with the value to give it.
     *
     * @param name path of the parameter, such as {@code docker.executable}
     * @param value the value
     * @return a mark, to be concatenated into a message
     */
    static String setting(String name, Object value) {
        return Mark.of(Mark.Kind.SETTING, name, value.toString());
    }

    /**
     * Mentions a parameter with several values below it.
     *
     * @param name path of the parameter, such as {@code registries.registry}
     * @param namesAndValues names and values in turn, of parameters below {@code name}
     * @return a mark, to be concatenated into a message
     */
    static String group(String name, String... namesAndValues) {
        return Mark.of(
                Mark.Kind.GROUP,
                Stream.concat(Stream.of(name), Arrays.stream(namesAndValues)).toArray(String[]::new));
    }

    /**
     * Mentions a parameter to be given for a single run.
     *
     * @param name path of the parameter, such as {@code docker.executable}
     * @return a mark, to be concatenated into a message
     */
    static String argument(String name) {
        return Mark.of(Mark.Kind.ARGUMENT, name);
    }

    /**
     * Mentions a parameter to be given for a single run, with its value.
     *
     * @param name path of the parameter, such as {@code docker.executable}
     * @param value the value
     * @return a mark, to be concatenated into a message
     */
    static String argument(String name, Object value) {
        return Mark.of(Mark.Kind.ARGUMENT, name, value.toString());
    }

    /**
     * Mentions goals to run one after the other.
     *
     * @param names names of the goals, such as {@code build}
     * @return a mark, to be concatenated into a message
     */
    static String goals(String... names) {
        return Mark.of(Mark.Kind.GOALS, names);
    }

    /**
     * Mentions something of the build tool that runs this library.
     *
     * @param term what it is
     * @return a mark, to be concatenated into a message
     */
    static String buildTool(BuildToolTerm term) {
        return Mark.of(Mark.Kind.BUILD_TOOL, term.name(), "");
    }

    /**
     * Mentions something of the build tool that runs this library, with a value.
     *
     * @param term what it is
     * @param value the value, such as a Java release
     * @return a mark, to be concatenated into a message
     */
    static String buildTool(BuildToolTerm term, Object value) {
        return Mark.of(Mark.Kind.BUILD_TOOL, term.name(), value.toString());
    }
}
