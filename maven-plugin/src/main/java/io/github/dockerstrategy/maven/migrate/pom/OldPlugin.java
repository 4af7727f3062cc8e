package io.github.dockerstrategy.maven.migrate.pom;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;
import java.util.Locale;

/** What becomes of the element of the plugin that was taken over from. */
public enum OldPlugin {
    KEEP("still there"),
    COMMENT("a comment now"),
    REMOVE("removed");

    private final String text;

    OldPlugin(String text) {
        this.text = text;
    }

    /** The value of a parameter. */
    public static OldPlugin of(String value) {
        for (OldPlugin one : values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
                return one;
            }
        }
        throw new ProblemException(Problem.of(
                "import-old-unknown",
                "'" + value + "' is nothing that can be done with the old plugin's element.",
                "docker-strategy.import.old",
                "use keep, comment or remove"));
    }

    /**
     * The POM in which that is done.
     *
     * @param plugins artifacts of the old plugin
     */
    public String apply(PomText pom, List<String> plugins) {
        return switch (this) {
            case KEEP -> pom.text();
            case COMMENT -> pom.withoutPlugins(plugins, true);
            case REMOVE -> pom.withoutPlugins(plugins, false);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
