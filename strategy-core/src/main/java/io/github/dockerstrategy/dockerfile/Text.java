package io.github.dockerstrategy.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values are quoted in a Dockerfile, and which ones cannot be written at all. */
final class Text {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** For texts of others: what follows a list makes it a shell command. */
    private static final ObjectMapper LIST = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Nothing in it means anything to a builder, and it cannot be taken for a flag, a comment or a JSON list. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/@][A-Za-z0-9._/@:+=,-]*");

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9\\[][^\\s$\"'\\\\\\p{Cntrl}]*");
    private static final Pattern KEY = Pattern.compile(
            "[^\\s\"'\\\\$=#\\[\\p{Cntrl}-][^\\s\"'\\\\$=\\p{Cntrl}]*", Pattern.UNICODE_CHARACTER_CLASS);

    private Text() {}

    static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches();
    }

    /** A value in double quotes: what ENV, LABEL and ARG take, whatever is in it. */
    static String quoted(String value) {
        return '"' + value.replaceAll("[\\\\\"$]", "\\\\$0") + '"';
    }

    /** A value that is quoted only if it has to be. */
    static String word(String value) {
        return isPlain(value) ? value : quoted(value);
    }

    /** A value of which builders expand variables and quotes without its being in quotes, such as a path in a JSON list. */
    static String escaped(String value) {
        return value.replaceAll("[\\\\\"'$]", "\\\\$0");
    }

    /** A JSON list on one line. A list that is not JSON would become a shell command, without a word from the builder. */
    static String json(List<String> values) {
        return values.stream().map(Text::json).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String json(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a text: " + value, e);
        }
    }

    /** Whether builders would read {@code text} as a list of words instead of a shell command. */
    static boolean isJsonList(String text) {
        try {
            return text.startsWith("[") && JSON.readTree(text).isArray();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The words of a JSON list of texts, if {@code text} is one; anything else is a shell command. */
    static Optional<List<String>> jsonWords(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            List<String> words = new ArrayList<>();
            for (JsonNode word : LIST.readTree(text)) {
                if (!word.isTextual()) {
                    return Optional.empty();
                }
                words.add(word.textValue());
            }
            return Optional.of(words);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static void requireReference(String value, String what) {
        if (!REFERENCE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an image or a stage (" + what + "): '" + value + "'");
        }
    }

    static void requireKey(String key, String what) {
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(Problem.of(
                    "bad-key",
                    "'" + key + "' cannot be the name of " + what + " in a Dockerfile.",
                    what + " " + key,
                    "remove blanks, quotes, '\\', '$' and '=', and do not begin with '#', '[' or '-'"));
        }
    }

    static void requireOneLine(String value, String what) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new ProblemException(Problem.of(
                    "line-break-in-value",
                    "A value with a line break cannot be written in a Dockerfile: '" + visible(value) + "'.",
                    what,
                    "remove the line break, or use a strategy that writes no Dockerfile, such as jib"));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("half a character in " + what);
        }
    }

    private static String visible(String value) {
        return value.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
    }
}
