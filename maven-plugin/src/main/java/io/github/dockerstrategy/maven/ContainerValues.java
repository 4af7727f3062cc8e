package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.image.ContainerUser;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The values of {@code <container>} that an image's configuration takes as they are, whatever they are: so they are checked here. */
record ContainerValues(ContainerParameters container, Problems problems) {

    /** What neither an environment nor a Dockerfile can have in a name. */
    private static final Pattern NAME = Pattern.compile("[^\\s=\\p{Cntrl}]+");

    Optional<String> user(Supplier<Optional<String>> otherwise) {
        return Optional.ofNullable(container.user)
                .map(String::strip)
                .filter(user -> !user.isEmpty())
                .map(user ->
                        Optional.ofNullable(problems.collect(() -> ContainerUser.parse(user, "<container><user>"))))
                .orElseGet(otherwise);
    }

    /** The variables on top of {@code base}. */
    Map<String, String> environment(Map<String, String> base) {
        return named(base, container.environment, "<container><environment>", "an environment variable");
    }

    /** The labels on top of {@code base}. */
    Map<String, String> labels(Map<String, String> base) {
        return named(base, container.labels, "<container><labels>", "a label");
    }

    private Map<String, String> named(Map<String, String> base, Map<String, String> more, String where, String what) {
        Map<String, String> all = new LinkedHashMap<>(base);
        more.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(Problem.of(
                        "bad-key",
                        "'" + name + "' cannot be the name of " + what + ".",
                        where,
                        "leave out blanks, control characters and '='"));
            } else if (value != null && value.indexOf('\0') >= 0) {
                problems.add(Problem.of(
                        "bad-key",
                        "The value of '" + name + "' has a character of code zero in it.",
                        where,
                        "leave it out"));
            }
            all.put(name, value == null ? "" : value);
        });
        return all;
    }
}
