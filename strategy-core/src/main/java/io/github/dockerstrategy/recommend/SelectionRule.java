package io.github.dockerstrategy.recommend;

import static io.github.dockerstrategy.strategy.Assembler.DOCKER;
import static io.github.dockerstrategy.strategy.BuildLocation.BUILDER_IMAGE;
import static io.github.dockerstrategy.strategy.BuildLocation.HOST;
import static io.github.dockerstrategy.strategy.BuildLocation.STAGE;

import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rules that choose among the strategies that fit. They are asked in this order, and the first one that concerns the situation and
 * names a strategy that fits decides. What was measured comes before all of them.
 */
public enum SelectionRule implements Rule {
    MEASURED(
            "measured",
            "The module's target folder has a comparison with three repeats or more: the strategy with the fastest"
                    + " build after a change of one class wins. Times within a tenth or half a second count as equal; then"
                    + " the fewest bytes to push win.",
            "",
            situation -> false,
            List.of()),
    IMAGE_COMMANDS(
            "image-commands",
            "The image has commands to run, which need a Dockerfile: build on the host, let docker assemble.",
            "commands need a Dockerfile, and building on the host is fastest",
            situation -> !situation.request().image().run().isEmpty(),
            List.of(is(HOST, DOCKER), is(STAGE, DOCKER), is(BUILDER_IMAGE, DOCKER))),
    OTHER_TOOLS(
            "other-tools",
            "Commands of the builder make the artifact: the builder image provides the same tools everywhere.",
            "the builder image provides the tools of the commands, and the image is assembled reproducibly",
            situation -> situation.request().builder().hasCommands()
                    && situation.machine().docker().isPresent(),
            List.of(is(BUILDER_IMAGE, Assembler.DAEMONLESS), is(STAGE, DOCKER), is(BUILDER_IMAGE, DOCKER))),
    DAEMONLESS(
            "daemonless",
            "Nothing requires docker: no daemon, a reproducible digest, and the smallest push after a change.",
            "nothing here requires docker: no daemon, a reproducible digest, small pushes",
            situation -> true,
            List.of(is(HOST, Assembler.DAEMONLESS))),
    WHAT_IS_LEFT(
            "what-is-left",
            "Of the strategies that fit, the first in this order: ",
            "the first remaining strategy that fits",
            situation -> true,
            List.of(
                    is(HOST, DOCKER),
                    is(BUILDER_IMAGE, Assembler.DAEMONLESS),
                    is(STAGE, DOCKER),
                    is(BUILDER_IMAGE, DOCKER),
                    is(HOST, Assembler.DAEMONLESS).negate())) {
        @Override
        public String text() {
            List<String> names =
                    preferred(Strategies.builtIn().all()).map(Strategy::name).toList();
            return super.text() + String.join(", ", names) + ".";
        }
    };

    private final String id;
    private final String text;
    private final String reason;
    private final Predicate<Situation> concerns;
    private final List<Predicate<Strategy>> order;

    SelectionRule(
            String id, String text, String reason, Predicate<Situation> concerns, List<Predicate<Strategy>> order) {
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

    /** Those of {@code strategies} that it prefers, best first. */
    Stream<Strategy> preferred(List<Strategy> strategies) {
        return order.stream()
                .flatMap(preference -> strategies.stream().filter(preference))
                .distinct();
    }

    private static Predicate<Strategy> is(BuildLocation location, Assembler assembler) {
        return strategy -> strategy.location() == location && strategy.assembler() == assembler;
    }
}
