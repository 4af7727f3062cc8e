package io.github.dockerstrategy.recommend;

import static io.github.dockerstrategy.problem.Mention.goals;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which strategy fits, and why. The same situation always gives the same one.
 *
 * @param verdicts one for each strategy
 * @param choice the strategy to use; empty if none fits
 */
public record Recommendation(List<Verdict> verdicts, Optional<Choice> choice) {

    private static final double EQUAL_SHARE = 0.1;
    private static final double EQUAL_SECONDS = 0.5;

    /**
     * The strategy to use.
     *
     * @param strategy its name
     * @param rule id of the rule that chose it
     * @param reason why, in a line
     */
    public record Choice(String strategy, String rule, String reason) {

        /** As {@code result.json} and the log have it. */
        public String line() {
            return strategy + ": " + reason + " [" + rule + "]";
        }
    }

    public Recommendation {
        verdicts = List.copyOf(verdicts);
    }

    /** Recommends one of {@code strategies}. */
    public static Recommendation of(Situation situation, Strategies strategies) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Strategy> fitting = new ArrayList<>();
        for (Strategy strategy : strategies.all()) {
            Verdict verdict = Verdict.on(strategy, situation);
            verdicts.add(verdict);
            if (verdict.fits()) {
                fitting.add(strategy);
            }
        }
        Optional<Choice> measured = situation.measured().flatMap(figures -> fastest(figures.figures(), fitting));
        return new Recommendation(verdicts, measured.or(() -> preferred(situation, fitting)));
    }

    /** @throws ProblemException if no strategy fits, with the reasons */
    public Choice chosen() {
        return choice.orElseThrow(() -> new ProblemException(Problem.of(
                "no-strategy-fits",
                "No strategy fits this image and this machine:\n    "
                        + String.join(
                                "\n    ",
                                verdicts.stream()
                                        .map(one -> one.strategy() + ": "
                                                + one.blockers().get(0))
                                        .toList()),
                setting("strategy", "auto"),
                "resolve one of these; " + goals("recommend") + " lists all reasons")));
    }

    private static Optional<Choice> preferred(Situation situation, List<Strategy> fitting) {
        return Arrays.stream(SelectionRule.values())
                .filter(rule -> rule.concerns(situation))
                .flatMap(rule -> rule.preferred(fitting)
                        .limit(1)
                        .map(strategy -> new Choice(strategy.name(), rule.id(), rule.reason())))
                .findFirst();
    }

    private static Optional<Choice> fastest(Map<String, Measured.Figures> figures, List<Strategy> fitting) {
        List<String> known = fitting.stream()
                .map(Strategy::name)
                .filter(figures::containsKey)
                .toList();
        if (known.size() < 2) {
            return Optional.empty();
        }
        double best =
                known.stream().mapToDouble(name -> seconds(figures, name)).min().orElseThrow();
        double near = best + Math.max(EQUAL_SECONDS, best * EQUAL_SHARE);
        String name = known.stream()
                .filter(one -> seconds(figures, one) <= near)
                .min(Comparator.comparingLong(one ->
                        java.util.Objects.requireNonNull(figures.get(one)).bytes()))
                .orElseThrow();
        String reason = String.format(
                Locale.ROOT,
                "in a comparison here, a build with a changed class took %.1f s and a push sent %s (others: %s)",
                seconds(figures, name),
                kilobytes(java.util.Objects.requireNonNull(figures.get(name)).bytes()),
                String.join(
                        ", ",
                        known.stream()
                                .filter(one -> !one.equals(name))
                                .map(one -> String.format(Locale.ROOT, "%s %.1f s", one, seconds(figures, one)))
                                .toList()));
        return Optional.of(new Choice(name, SelectionRule.MEASURED.id(), reason));
    }

    private static double seconds(Map<String, Measured.Figures> figures, String name) {
        return java.util.Objects.requireNonNull(figures.get(name)).seconds();
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0);
    }
}
