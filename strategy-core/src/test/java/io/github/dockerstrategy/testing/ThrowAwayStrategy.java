package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;

/**
 * A strategy under a name that no code can know, with the axes and steps of one that exists.
 *
 * @param name the unforeseen name
 * @param like the strategy that it resembles
 */
public record ThrowAwayStrategy(String name, Strategy like) implements Strategy {

    /** Builds on the host, assembles without a daemon. */
    public static final Strategy ZEPPELIN = new ThrowAwayStrategy("zeppelin", builtIn("jib"));

    /** Builds on the host, assembles with docker. */
    public static final Strategy TUGBOAT = new ThrowAwayStrategy("tugboat", builtIn("copy-local"));

    /** Builds in a stage, assembles with docker. */
    public static final Strategy STAGECOACH = new ThrowAwayStrategy("stagecoach", builtIn("multi-stage"));

    private static Strategy builtIn(String name) {
        return Strategies.builtIn().named(name);
    }

    @Override
    public String summary() {
        return "unforeseen";
    }

    @Override
    public BuildLocation location() {
        return like.location();
    }

    @Override
    public Assembler assembler() {
        return like.assembler();
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        return new BuildPlan(this, like.plan(request).steps());
    }
}
