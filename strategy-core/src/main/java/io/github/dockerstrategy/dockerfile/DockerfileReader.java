package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Dockerfile by BuildKit's rules: directives, lines that continue, comments between them, flags, lists and heredocs. */
final class DockerfileReader {

    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+$");
    private static final Pattern DIRECTIVE =
            Pattern.compile("#[ \\t]*([a-zA-Z][a-zA-Z0-9]*)[ \\t]*=[ \\t]*(.+?)[ \\t]*");
    private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");
    private static final Pattern HEREDOC = Pattern.compile("\\d*<<(-?)([^<]+)");
    private static final Pattern KEYWORD = Pattern.compile("(\\S+)[ \\t]*(.*)", Pattern.DOTALL);

    /** The instructions that may have heredocs. */
    private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");

    /** The instructions whose arguments may be a JSON list. */
    private static final Set<String> WITH_LISTS = Set.of("RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME");

    private DockerfileReader() {}

    static ParsedDockerfile read(String text) {
        return new Reading(text).read();
    }

    /** One text, and how far it has been read. */
    private static final class Reading {

        private final List<String> lines;
        private final Map<String, String> directives = new HashMap<>();
        private char escape = '\\';
        private int at;

        Reading(String text) {
            lines = LINE.matcher(text).results().map(found -> found.group()).toList();
        }

        ParsedDockerfile read() {
            readDirectives();
            List<ParsedInstruction> instructions = new ArrayList<>();
            at = 0;
            while (at < lines.size()) {
                String line = line(at).stripLeading();
                if (line.isEmpty() || line.startsWith("#")) {
                    at++;
                } else {
                    instructions.add(instruction());
                }
            }
            return new ParsedDockerfile(lines, directives, instructions);
        }

        /** Only the first lines can be directives, up to the first one that is none. */
        private void readDirectives() {
            while (at < lines.size()) {
                Matcher directive = DIRECTIVE.matcher(line(at).strip());
                if (!directive.matches()
                        || !DIRECTIVES.contains(directive.group(1).toLowerCase(Locale.ROOT))
                        || directives.containsKey(directive.group(1).toLowerCase(Locale.ROOT))) {
                    break;
                }
                directives.put(directive.group(1).toLowerCase(Locale.ROOT), directive.group(2));
                at++;
            }
            if ("`".equals(directives.get("escape"))) {
                escape = '`';
            }
        }

        /** A line without its end, and without a byte order mark. */
        private String line(int index) {
            String line = lines.get(index);
            int end = line.length();
            if (end > 0 && line.charAt(end - 1) == '\n') {
                end--;
            }
            if (end > 0 && line.charAt(end - 1) == '\r') {
                end--;
            }
            return line.substring(index == 0 && line.startsWith("\ufeff") ? 1 : 0, end);
        }

        private ParsedInstruction instruction() {
            int first = at + 1;
            String logical = logicalLine();
            Matcher parts = KEYWORD.matcher(logical);
            if (!parts.matches()) {
                return new ParsedInstruction(first, at, "", List.of(), "", Optional.empty(), List.of(), escape);
            }
            String keyword = parts.group(1).toUpperCase(Locale.ROOT);
            List<String> flags = new ArrayList<>();
            String arguments = withoutFlags(parts.group(2).strip(), flags);
            Optional<List<String>> list = WITH_LISTS.contains(keyword) ? Text.jsonWords(arguments) : Optional.empty();
            List<Heredoc> heredocs =
                    WITH_HEREDOCS.contains(keyword) && list.isEmpty() ? heredocs(arguments) : List.of();
            return new ParsedInstruction(first, at, keyword, flags, arguments, list, heredocs, escape);
        }

        /** The instruction's lines as one; {@link #at} is behind them afterwards. */
        private String logicalLine() {
            StringBuilder logical = new StringBuilder();
            boolean more = true;
            for (; more && at < lines.size(); at++) {
                String line = line(at);
                boolean begun = !logical.isEmpty();
                String words = line.stripLeading();
                // Neither a comment nor an empty line ends what continues.
                if (begun && (words.isEmpty() || words.startsWith("#"))) {
                    continue;
                }
                int end = continuation(line);
                more = end >= 0;
                String text = more ? line.substring(0, end) : line;
                logical.append(begun ? text : text.stripLeading());
            }
            return logical.toString();
        }

        /** Where the escape character is that makes the line continue, or -1. */
        private int continuation(String line) {
            int end = line.length();
            while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
                end--;
            }
            boolean escaped = end > 0 && line.charAt(end - 1) == escape;
            return escaped && (end < 2 || line.charAt(end - 2) != escape) ? end - 1 : -1;
        }

        private String withoutFlags(String arguments, List<String> flags) {
            String rest = arguments;
            while (rest.startsWith("--")) {
                int end = 0;
                while (end < rest.length() && rest.charAt(end) != ' ' && rest.charAt(end) != '\t') {
                    end += rest.charAt(end) == escape ? 2 : 1;
                }
                end = Math.min(end, rest.length());
                String flag = rest.substring(2, end);
                rest = rest.substring(end).strip();
                if (flag.isEmpty()) {
                    break;
                }
                flags.add(flag);
            }
            return rest;
        }

        private List<Heredoc> heredocs(String arguments) {
            if (!arguments.contains("<<")) {
                return List.of();
            }
            List<Heredoc> heredocs = new ArrayList<>();
            for (String word : ArgumentWords.split(arguments, escape)) {
                Matcher begin = HEREDOC.matcher(word);
                if (begin.matches()) {
                    String delimiter = begin.group(2);
                    String name = delimiter.replaceAll("[\"'\\\\]", "");
                    heredocs.add(document(
                            name, name.equals(delimiter), !begin.group(1).isEmpty()));
                }
            }
            return heredocs;
        }

        private Heredoc document(String name, boolean expanded, boolean stripped) {
            StringBuilder content = new StringBuilder();
            while (at < lines.size()) {
                String line = line(at++);
                String significant = stripped ? line.replaceFirst("^\\t+", "") : line;
                if (significant.equals(name)) {
                    break;
                }
                content.append(significant).append('\n');
            }
            return new Heredoc(name, expanded, stripped, content.toString());
        }
    }
}
