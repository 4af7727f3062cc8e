package io.github.dockerstrategy.project;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The patterns of an ignore file, with docker's meaning of them: the last pattern that matches a path, or a folder above it,
 * decides, and {@code !} takes a path back in.
 */
final class IgnorePatterns {

    private record Rule(boolean exception, Pattern pattern) {

        boolean matches(String path) {
            if (pattern.matcher(path).matches()) {
                return true;
            }
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (pattern.matcher(path.substring(0, slash)).matches()) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    private IgnorePatterns() {}

    /**
     * Reads the text of an ignore file.
     *
     * @param file what it is called, for the message
     * @throws ProblemException if a line is no pattern
     */
    static IgnorePatterns parse(String text, String file) {
        IgnorePatterns patterns = new IgnorePatterns();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        withoutMark
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(String::strip)
                .forEach(line -> {
                    boolean exception = line.startsWith("!");
                    String pattern = clean(exception ? line.substring(1).strip() : line);
                    if (exception && pattern.isEmpty()) {
                        throw bad(line, file, "nothing follows the exclamation mark");
                    }
                    if (!pattern.isEmpty()) {
                        patterns.rules.add(new Rule(exception, compile(pattern, line, file)));
                    }
                });
        return patterns;
    }

    /**
     * Whether the file or folder at {@code path}, relative to the folder that the patterns are for, is left out.
     *
     * @param byDefault whether it is where no pattern matches
     */
    boolean exclude(String path, boolean byDefault) {
        boolean excluded = byDefault;
        for (Rule rule : rules) {
            if (rule.exception == excluded && rule.matches(path)) {
                excluded = !rule.exception;
            }
        }
        return excluded;
    }

    /** Whether something below an excluded folder may be taken back in. */
    boolean haveExceptions() {
        return rules.stream().anyMatch(Rule::exception);
    }

    /** Without empty and dot segments, and without a slash at either end. */
    private static String clean(String pattern) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.split("/")) {
            boolean up = segment.equals("..");
            if (up && !segments.isEmpty() && !segments.get(segments.size() - 1).equals("..")) {
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".") && !(up && pattern.startsWith("/"))) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private static Pattern compile(String pattern, String line, String file) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char letter = pattern.charAt(at);
            if (pattern.startsWith("**", at)) {
                at += pattern.startsWith("**/", at) ? 3 : 2;
                boolean first = regex.length() == 0 && !pattern.startsWith("**/");
                regex.append(at >= pattern.length() || first ? ".*" : "(.*/)?");
            } else if (letter == '[') {
                at = characters(pattern, at, regex, line, file);
            } else if (letter == '\\') {
                if (at + 1 == pattern.length()) {
                    throw bad(line, file, "nothing follows the backslash");
                }
                regex.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
                at += 2;
            } else {
                regex.append(letter == '*' ? "[^/]*" : letter == '?' ? "[^/]" : Pattern.quote(String.valueOf(letter)));
                at++;
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw bad(line, file, e.getDescription());
        }
    }

    /** A set of characters, {@code [a-z]} or {@code [^a-z]}; appends it to {@code regex}, and returns where it ends. */
    private static int characters(String pattern, int start, StringBuilder regex, String line, String file) {
        boolean negated = pattern.startsWith("^", start + 1);
        StringBuilder set = new StringBuilder(negated ? "[^" : "[");
        int first = start + (negated ? 2 : 1);
        int at = first;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            char letter = pattern.charAt(at);
            if (letter == '\\' && at + 1 < pattern.length()) {
                at++;
                set.append('\\').append(pattern.charAt(at));
            } else {
                set.append("[&^]".indexOf(letter) >= 0 ? "\\" : "").append(letter);
            }
            at++;
        }
        if (at >= pattern.length() || pattern.charAt(first) == ']') {
            throw bad(line, file, "the set of characters has no end, or holds nothing");
        }
        regex.append(set).append(']');
        return at + 1;
    }

    private static ProblemException bad(String line, String file, String why) {
        return new ProblemException(Problem.of(
                "bad-ignore-pattern",
                "'" + line + "' is not a pattern of an ignore file: " + why + ".",
                file,
                "write it as docker reads it: https://docs.docker.com/build/concepts/context/#dockerignore-files"));
    }
}
