package io.github.dockerstrategy.recommend;

import java.util.List;
import java.util.function.Predicate;

/**
 * Rules that choose among the strategies that fit. They are asked in this order, and the first one that concerns the situation and
 * names a strategy that fits decides. What was measured comes before all of them.
 */
public enum SelectionRule implements Rule {
    MEASURED(
            "measured",
            "The module's target folder has a comparison with three repeats or more: the strategy with the fastest build after a change of one class wins."
                    + " Times within a tenth or half a second count as equal; then the fewest bytes to push win.",
            "",
            situation -> false,
            List.of()),
    IMAGE_COMMANDS(
            "image-commands",
            "The image has `<run>` commands or a health check, which need a Dockerfile: build on the host, let docker assemble.",
            "<run> and health checks need a Dockerfile, and building on the host is fastest",
            situation -> !situation.request().image().run().isEmpty()
                    || situation.request().image().config().healthCheck().isPresent(),
            List.of("copy-local", "multi-stage", "builder-pattern")),
    OTHER_TOOLS(
            "other-tools",
            "Commands other than Maven build the artifact: the builder image provides the same tools everywhere.",
            "the builder image provides the tools of <builder>, and the image is assembled reproducibly",
            situation -> situation.request().builder().hasCommands()
                    && situation.machine().docker().isPresent(),
            List.of("builder-jib", "multi-stage", "builder-pattern")),
    DAEMONLESS(
            "daemonless",
            "Nothing requires docker: no daemon, a reproducible digest, and the smallest push after a change.",
            "nothing here requires docker: no daemon, a reproducible digest, small pushes",
            situation -> true,
            List.of("jib")),
    WHAT_IS_LEFT(
            "what-is-left",
            "Of the strategies that fit, the first in this order: copy-local, builder-jib, multi-stage, builder-pattern,"
                    + " dockerfile.",
            "the first remaining strategy that fits",
            situation -> true,
            List.of("copy-local", "builder-jib", "multi-stage", "builder-pattern", "dockerfile"));

    private final String id;
    private final String text;
    private final String reason;
    private final Predicate<Situation> concerns;
    private final List<String> order;

    SelectionRule(String id, String text, String reason, Predicate<Situation> concerns, List<String> order) {
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
