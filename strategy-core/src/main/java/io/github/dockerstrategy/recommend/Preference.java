package io.github.dockerstrategy.recommend;

import java.util.List;
import java.util.function.Predicate;

/**
 * Rules that choose among the strategies that fit. They are asked in this order, and the first one that concerns the situation and
 * names a strategy that fits decides. What was measured comes before all of them.
 */
public enum Preference implements Rule {
    MEASURED(
            "measured",
            "A comparison of this module with three repeats or more lies in its target folder: the fastest build after a change of one class wins. Times"
                    + " within a tenth or half a second of each other count as equal, and then the fewest bytes to push win.",
            "",
            situation -> false,
            List.of()),
    IMAGE_COMMANDS(
            "image-commands",
            "The image has `<run>` commands or a health check, which only a Dockerfile can express: build here, have docker copy.",
            "<run> and health checks need a Dockerfile, and a build on this machine is the fastest way to fill one",
            situation -> !situation.request().image().run().isEmpty()
                    || situation.request().image().config().healthCheck().isPresent(),
            List.of("copy-local", "multi-stage", "builder-pattern")),
    OTHER_TOOLS(
            "other-tools",
            "Other commands than Maven's make the artifact: their tools come from the builder image, the same for everybody.",
            "the tools of <builder> come from its image, and the image is assembled reproducibly",
            situation -> situation.request().builder().hasCommands()
                    && situation.machine().docker().isPresent(),
            List.of("builder-jib", "multi-stage", "builder-pattern")),
    DAEMONLESS(
            "daemonless",
            "Nothing asks for docker: no daemon, the same digest each time, and the smallest push after a change.",
            "nothing here asks for docker: no daemon, the same digest each time, small pushes",
            situation -> true,
            List.of("jib")),
    WHAT_IS_LEFT(
            "what-is-left",
            "Of the strategies that fit, the first in this order: copy-local, builder-jib, multi-stage, builder-pattern,"
                    + " dockerfile.",
            "the first that fits, of those that are left",
            situation -> true,
            List.of("copy-local", "builder-jib", "multi-stage", "builder-pattern", "dockerfile"));

    private final String id;
    private final String text;
    private final String reason;
    private final Predicate<Situation> concerns;
    private final List<String> order;

    Preference(String id, String text, String reason, Predicate<Situation> concerns, List<String> order) {
        this.id = id;
        this.text = text;
        this.reason = reason;
        this.concerns = concerns;
        this.order = order;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String text() {
        return text;
    }

    String reason() {
        return reason;
    }

    boolean concerns(Situation situation) {
        return concerns.test(situation);
    }

    /** The strategies that it prefers, best first. */
    List<String> order() {
        return order;
    }
}
