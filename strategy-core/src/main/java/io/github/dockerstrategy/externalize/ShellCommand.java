package io.github.dockerstrategy.externalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A simple command of a shell line.
 *
 * @param words as they are written, with quotes and variables
 * @param plain whether it stands alone: no pipe, no redirection, nothing that runs only if it fails
 */
record ShellCommand(List<String> words, boolean plain) {

    static final String OPEN = "(";
    static final String CLOSE = ")";

    private static final Set<String> TOOLS = Set.of("mvn", "mvnw", "gradle", "gradlew", "mvnd");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "/bin/sh", "/bin/bash");

    ShellCommand {
        words = List.copyOf(words);
    }

    /** The commands of a line, one after the other; parentheses are commands of their own. */
    static List<ShellCommand> parse(String line) {
        return new Parser(line).parse();
    }

    /** The words without assignments in front of them. */
    List<String> program() {
        int first = 0;
        while (first < words.size() && words.get(first).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
            first++;
        }
        List<String> program = words.subList(first, words.size());
        boolean script = program.size() > 1 && SHELLS.contains(program.get(0)) && TOOLS.contains(base(program.get(1)));
        return script ? program.subList(1, program.size()) : program;
    }

    /** The name of the program, without its folder. */
    String name() {
        List<String> program = program();
        return program.isEmpty() ? "" : base(program.get(0));
    }

    boolean isBuild() {
        return TOOLS.contains(name());
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** Splits a line. */
    private static final class Parser {

        private final String line;
        private final List<ShellCommand> commands = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private List<String> words = new ArrayList<>();
        private boolean plain = true;
        private int at;

        Parser(String line) {
            this.line = line;
        }

        List<ShellCommand> parse() {
            while (at < line.length()) {
                char character = line.charAt(at++);
                switch (character) {
                    case '\'', '"' -> quoted(character);
                    case '\\' -> escaped();
                    case ' ', '\t' -> endWord();
                    case '\n', ';' -> endCommand(true);
                    case '&' -> endCommand(next('&'));
                    case '|' -> {
                        next('|');
                        endCommand(false);
                        plain = false;
                    }
                    case '(', ')' -> parenthesis(character);
                    case '>', '<', '`' -> {
                        plain = false;
                        word.append(character);
                    }
                    default -> word.append(character);
                }
            }
            endCommand(true);
            return commands;
        }

        private void parenthesis(char character) {
            if (character == '(' && !word.isEmpty()) {
                // A substitution such as $(…).
                plain = false;
                word.append(character);
                return;
            }
            endCommand(true);
            commands.add(new ShellCommand(List.of(String.valueOf(character)), true));
        }

        private void escaped() {
            word.append('\\');
            if (at < line.length()) {
                word.append(line.charAt(at++));
            }
        }

        private void quoted(char quote) {
            word.append(quote);
            while (at < line.length()) {
                char character = line.charAt(at++);
                word.append(character);
                if (character == '\\' && quote == '"' && at < line.length()) {
                    word.append(line.charAt(at++));
                } else if (quote == '"' && (character == '`' || (character == '$' && peek('(')))) {
                    plain = false;
                } else if (character == quote) {
                    return;
                }
            }
            plain = false;
        }

        private boolean peek(char wanted) {
            return at < line.length() && line.charAt(at) == wanted;
        }

        private boolean next(char wanted) {
            boolean found = peek(wanted);
            at += found ? 1 : 0;
            return found;
        }

        private void endWord() {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }

        private void endCommand(boolean alone) {
            endWord();
            if (!words.isEmpty()) {
                commands.add(new ShellCommand(words, plain && alone));
                words = new ArrayList<>();
            }
            plain = true;
        }
    }
}
