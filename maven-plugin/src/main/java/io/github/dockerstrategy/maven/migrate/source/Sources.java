package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** The plugins that can be taken over from. */
public final class Sources {

    /** All of them, in the order in which they are looked for. */
    public static final List<Source> ALL = List.of(
            Jib.SOURCE,
            Fabric8.SOURCE,
            JKube.SOURCE,
            SpotifyDockerfile.SOURCE,
            SpotifyDocker.SOURCE,
            SpringBoot.SOURCE,
            Quarkus.SOURCE);

    private Sources() {}

    /** The one of that name. */
    public static Source named(String name) {
        return ALL.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "import-source-unknown",
                        "'" + name + "' is no plugin that can be imported from.",
                        "docker-strategy.import.from",
                        "use one of: " + ALL.stream().map(Source::name).collect(Collectors.joining(", ")))));
    }
}
