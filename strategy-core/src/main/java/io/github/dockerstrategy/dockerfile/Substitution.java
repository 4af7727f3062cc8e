package io.github.dockerstrategy.dockerfile;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A text in which builders replaced the variables and took the quotes away.
 *
 * @param text the result; a variable without a value leaves nothing
 * @param missing the variables that have neither a value nor a default
 * @param unknown the forms that are not understood here, such as {@code ${A#b}}; they stay as they are written
 */
public record Substitution(String text, Set<String> missing, Set<String> unknown) {

    public Substitution {
        missing = Set.copyOf(missing);
        unknown = Set.copyOf(unknown);
    }

    /**
     * Replaces the variables in a text.
     *
     * @param text as it is written
     * @param values of the variables
     * @param escape what escapes a character
     */
    public static Substitution of(String text, Map<String, String> values, char escape) {
        return new Expansion(text, values, escape).expanded();
    }

    /** Whether the result is what a builder would have. */
    public boolean isComplete() {
        return missing.isEmpty() && unknown.isEmpty();
    }

    /** A walk through one text. */
    private static final class Expansion {

        private final String text;
        private final Map<String, String> values;
        private final char escape;
        private final StringBuilder result = new StringBuilder();
        private final Set<String> missing = new LinkedHashSet<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private int at;

        Expansion(String text, Map<String, String> values, char escape) {
            this.text = text;
            this.values = values;
            this.escape = escape;
        }

        Substitution expanded() {
            char quote = 0;
            while (at < text.length()) {
                char character = text.charAt(at++);
                if (quote == '\'') {
                    quote = append(character, quote);
                } else if (character == escape && at < text.length()) {
                    escaped(quote);
                } else if (character == '$') {
                    variable();
                } else if (quote == 0 && (character == '\'' || character == '"')) {
                    quote = character;
                } else {
                    quote = append(character, quote);
                }
            }
            return new Substitution(result.toString(), missing, unknown);
        }

        private char append(char character, char quote) {
            if (character == quote) {
                return 0;
            }
            result.append(character);
            return quote;
        }

        /** In double quotes, the escape character stands for itself before all but these. */
        private void escaped(char quote) {
            char next = text.charAt(at++);
            if (quote == '"' && next != '"' && next != '$' && next != escape) {
                result.append(escape);
            }
            result.append(next);
        }

        private void variable() {
            if (at < text.length() && text.charAt(at) == '{') {
                int end = closingBrace();
                if (end < 0) {
                    unknown.add(text.substring(at - 1));
                    result.append(text, at - 1, text.length());
                    at = text.length();
                } else {
                    braced(text.substring(at + 1, end));
                    at = end + 1;
                }
                return;
            }
            int end = nameEnd(text, at);
            if (end == at) {
                result.append('$');
                return;
            }
            value(text.substring(at, end));
            at = end;
        }

        private int closingBrace() {
            int depth = 0;
            for (int i = at; i < text.length(); i++) {
                if (text.charAt(i) == '{') {
                    depth++;
                } else if (text.charAt(i) == '}' && --depth == 0) {
                    return i;
                }
            }
            return -1;
        }

        private void value(String name) {
            String value = values.get(name);
            if (value == null) {
                missing.add(name);
            } else {
                result.append(value);
            }
        }

        private void braced(String inner) {
            int end = nameEnd(inner, 0);
            String name = inner.substring(0, end);
            String rest = inner.substring(end);
            boolean colon = rest.startsWith(":");
            String operator = colon ? rest.substring(1) : rest;
            if (!name.isEmpty() && rest.isEmpty()) {
                value(name);
            } else if (!name.isEmpty() && !operator.isEmpty() && "-+?".indexOf(operator.charAt(0)) >= 0) {
                modified(name, operator.charAt(0), operator.substring(1), colon);
            } else {
                unknown.add("${" + inner + "}");
                result.append("${").append(inner).append('}');
            }
        }

        private void modified(String name, char operator, String word, boolean emptyIsUnset) {
            String value = values.get(name);
            boolean set = value != null && !(emptyIsUnset && value.isEmpty());
            if (set == (operator == '+')) {
                Substitution other = of(word, values, escape);
                if (operator == '?') {
                    missing.add(name);
                } else {
                    result.append(other.text());
                    missing.addAll(other.missing());
                    unknown.addAll(other.unknown());
                }
            } else if (operator != '+') {
                result.append(value);
            }
        }

        private static int nameEnd(String text, int from) {
            int end = from;
            while (end < text.length() && isName(text.charAt(end), end == from)) {
                end++;
            }
            return end;
        }

        private static boolean isName(char character, boolean first) {
            return character == '_'
                    || (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (!first && character >= '0' && character <= '9');
        }
    }
}
