package io.github.dockerstrategy.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments in a source file of ours, as Markdown: the parameters' manual is where the parameters are. */
final class FieldComments {

    private static final Pattern COMMENT = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*"
                    + "(?:public\\s+)?(?:abstract\\s+)?(class\\s+\\w+|[\\w<>, ]+?\\s+\\w+)\\s*(?:=[^;]*)?[;{ ]",
            Pattern.DOTALL);
    private static final Pattern DEFAULT =
            Pattern.compile("(?:Default: |The default is )(.*?)\\.(?= [A-Z\\x60]|$)\\s*");

    private final Map<String, String> byName = new LinkedHashMap<>();

    FieldComments(Class<?> type) {
        Path file = Path.of("src", "main", "java", type.getName().replace('.', '/') + ".java");
        try {
            Matcher matcher = COMMENT.matcher(Files.readString(file));
            while (matcher.find()) {
                String[] words = matcher.group(2).strip().split("\\s+");
                byName.put(words[words.length - 1], markdown(matcher.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a field or class is, without its default. */
    String meaning(String name) {
        return DEFAULT.matcher(text(name)).replaceAll("").strip();
    }

    /** What its comment says of its default. */
    Optional<String> orElse(String name) {
        Matcher matcher = DEFAULT.matcher(text(name));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String text(String name) {
        String text = byName.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no comment on " + name + ", only on " + byName.keySet());
        }
        return text;
    }

    private static String markdown(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*", "")
                .replaceAll("<p>", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
