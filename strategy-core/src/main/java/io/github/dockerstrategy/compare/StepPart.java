package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.strategy.Feature;
import io.github.dockerstrategy.strategy.Strategies;
import java.util.List;

/** Which part of a build a step belongs to, by its title in {@code result.json}. */
final class StepPart {

    static final String MAVEN = "maven";
    static final String PREPARE = "prepare";
    static final String COMPILE = "compile";
    static final String IMAGE = "image";
    static final String BOTH = "compileAndImage";
    static final String PUSH = "push";

    /** In the order in which they happen. */
    static final List<String> ALL = List.of(MAVEN, PREPARE, COMPILE, BOTH, IMAGE, PUSH);

    private StepPart() {}

    static String of(String strategy, String title) {
        if (title.startsWith("Build in a container") || title.startsWith("Run ") || title.contains(" first, as this")) {
            return COMPILE;
        }
        if (title.startsWith("Push ")) {
            return PUSH;
        }
        if (title.startsWith("Assemble ")) {
            return IMAGE;
        }
        if (title.endsWith(" with docker")) {
            return compilesInDockerfile(strategy) ? BOTH : IMAGE;
        }
        return PREPARE;
    }

    /** The builder pattern builds in a container too, but in a step of its own. */
    private static boolean compilesInDockerfile(String strategy) {
        return Feature.NO_HOST_BUILD.isSupportedBy(Strategies.named(strategy)) && !strategy.startsWith("builder-");
    }
}
