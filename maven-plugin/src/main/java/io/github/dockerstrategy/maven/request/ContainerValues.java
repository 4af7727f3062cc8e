package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ContainerUser;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values of {@code <container>} that an image's configuration takes as they are, whatever they are: so they are checked here. */
record ContainerValues(ContainerParameters container, Problems problems) {

    private static final String INHERIT = "INHERIT";

    /** The user of the image's processes; empty for the base image's. */
    Optional<String> user(Supplier<Optional<String>> otherwise) {
        if (container.user != null && container.user.strip().equals(INHERIT)) {
            return Optional.empty();
        }
        return Optional.ofNullable(container.user)
                .map(String::strip)
                .filter(user -> !user.isEmpty())
                .map(user ->
                        Optional.ofNullable(problems.collect(() -> ContainerUser.parse(user, "<container><user>"))))
                .orElseGet(otherwise);
    }

    /** A volume; no engine starts a container with one in place of the root. */
    static ContainerPath volume(String text, String where) {
        ContainerPath path = ContainerPath.parse(text, where);
        if (path.equals(ContainerPath.ROOT)) {
            throw new ProblemException(Problem.of(
                    "bad-volume",
                    "'" + text + "' is the image's root, which cannot be a volume.",
                    where,
                    "write the folder that is to outlive the container, for example /data"));
        }
        return path;
    }

    /** Refuses references to properties where they would become the value; what a shell or a framework may mean, only Maven's own. */
    void checkReferences() {
        container.labels.forEach((name, value) -> check(value, "<container><labels><" + name + ">", true));
        container.jvmFlags.forEach(flag -> check(
                flag, "<container><jvmFlags><jvmFlag>", !String.valueOf(flag).startsWith("-D")));
        container.environment.forEach((name, value) -> check(value, "<container><environment><" + name + ">", false));
        orNone(container.args).forEach(word -> check(word, "<container><args><arg>", false));
        orNone(container.entrypoint).forEach(word -> check(word, "<container><entrypoint><arg>", false));
    }

    private static List<String> orNone(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }

    private void check(@Nullable String value, String where, boolean any) {
        problems.collect(() -> {
            if (value != null && any) {
                UnsetProperty.refuse(value, where);
            } else if (value != null) {
                UnsetProperty.refuseMavens(value, where);
            }
            return where;
        });
    }

    /** The variables on top of {@code base}. */
    Map<String, String> environment(Map<String, String> base) {
        return new NamedValues("<container><environment>", "an environment variable", problems)
                .on(base, container.environment);
    }

    /** The labels on top of {@code base}. */
    Map<String, String> labels(Map<String, String> base) {
        return new NamedValues("<container><labels>", "a label", problems).on(base, container.labels);
    }
}
