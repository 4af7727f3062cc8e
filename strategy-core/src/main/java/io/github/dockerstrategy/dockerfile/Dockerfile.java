package io.github.dockerstrategy.dockerfile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Dockerfile.
 *
 * @param syntax the image that is to read the file, for a {@code # syntax=} line; empty by default, because a builder that
 *     cannot reach that image's registry fails
 * @param header lines of the comment at its top
 * @param stages at least one, no two of one name; the last one is what is built
 */
public record Dockerfile(Optional<String> syntax, List<String> header, List<Stage> stages) {

    /** A comment that builders would take for an order to themselves. */
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*\\w+\\s*=.*");

    public Dockerfile {
        header = List.copyOf(header);
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a Dockerfile needs a stage");
        }
        syntax.ifPresent(image -> Text.requireReference(image, "syntax"));
        header.forEach(line -> Text.requireOneLine(line, "header"));
        if (!header.isEmpty() && DIRECTIVE.matcher(header.get(0)).matches()) {
            throw new IllegalArgumentException("builders would read this comment as a directive: " + header.get(0));
        }
        requireDistinctNames(stages);
    }

    public static Dockerfile of(Stage... stages) {
        return new Dockerfile(Optional.empty(), List.of(), Arrays.asList(stages));
    }

    public Dockerfile withHeader(String... lines) {
        return new Dockerfile(syntax, List.of(lines), stages);
    }

    /** This Dockerfile, read by the frontend in {@code image} instead of the builder's own. */
    public Dockerfile withSyntax(String image) {
        return new Dockerfile(Optional.of(image), header, stages);
    }

    /** The file: always the same text for the same value, lines end with a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        syntax.ifPresent(image -> text.append("# syntax=").append(image).append('\n'));
        header.forEach(line -> text.append(new Comment(line).text()).append('\n'));
        if (!text.isEmpty()) {
            text.append('\n');
        }
        return text.append(stages.stream().map(Stage::text).collect(Collectors.joining("\n")))
                .toString();
    }

    /** The file. */
    @Override
    public String toString() {
        return text();
    }

    private static void requireDistinctNames(List<Stage> stages) {
        Set<String> names = new HashSet<>();
        stages.stream().flatMap(stage -> stage.name().stream()).forEach(name -> {
            if (!names.add(name)) {
                throw new IllegalArgumentException("two stages named " + name);
            }
        });
    }
}
