package io.github.dockerstrategy.compare;

import static io.github.dockerstrategy.problem.Mention.argument;

import io.github.dockerstrategy.compare.StrategyResult.ImageFigures;
import io.github.dockerstrategy.compare.StrategyResult.Measurement;
import io.github.dockerstrategy.log.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison on the console: tables of at most a hundred columns. */
public final class ComparisonText {

    static final int WIDTH = 100;

    private final Comparison comparison;
    private final List<String> lines = new ArrayList<>();

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    public static List<String> of(Comparison comparison) {
        ComparisonText text = new ComparisonText(comparison);
        text.measurements();
        text.facts();
        text.rest();
        return text.lines;
    }

    private void measurements() {
        lines.add("");
        StringBuilder top = new StringBuilder(" ".repeat(16));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-16s", "strategy"));
        for (Comparison.Setting scenario : comparison.scenarios()) {
            top.append(String.format(Locale.ROOT, "  %-18s", scenario.name()));
            head.append(String.format(Locale.ROOT, "%9s%11s", "time", "push"));
        }
        lines.add(top.toString().stripTrailing());
        lines.add(head.toString());
        for (StrategyResult one : comparison.strategies()) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-16s", one.strategy()));
            for (Comparison.Setting scenario : comparison.scenarios()) {
                row.append(cells(one, scenario.name()));
            }
            lines.add(row.toString().stripTrailing());
        }
    }

    private static String cells(StrategyResult one, String scenario) {
        Optional<Measurement> found = one.measurement(scenario);
        boolean failed = one.failedIn(scenario);
        String time = found.flatMap(Measurement::seconds)
                .map(spread -> Figures.seconds(spread.median()))
                .orElse(failed ? "failed" : "–");
        String push = found.flatMap(Measurement::pushBytes)
                .map(spread -> Bytes.text(Math.round(spread.median())))
                .orElse(failed ? "" : "–");
        return String.format(Locale.ROOT, "%9s%11s", time, push);
    }

    private void facts() {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-16s%10s%10s%7s%8s%7s%6s%7s%9s%7s  %s",
                "strategy",
                "packed",
                "unpacked",
                "layers",
                "digest",
                "docker",
                "shell",
                "files",
                "commands",
                "left",
                "equal"));
        for (StrategyResult one : comparison.strategies()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-16s%10s%10s%7s%8s%7s%6s%7d%9d%7d  %s",
                            one.strategy(),
                            one.image().map(image -> Bytes.text(image.packed())).orElse("–"),
                            one.image()
                                    .map(image -> Bytes.text(image.unpacked()))
                                    .orElse("–"),
                            one.image()
                                    .map(image -> String.valueOf(image.layers().size()))
                                    .orElse("–"),
                            one.image().map(Figures::digest).orElse("–"),
                            one.traits().daemon() ? "yes" : "no",
                            one.image()
                                    .map(image -> image.shell() ? "yes" : "no")
                                    .orElse("–"),
                            one.traits().filesGenerated().size(),
                            one.traits().dockerCommands(),
                            one.traits().filesLeft(),
                            one.image().map(ComparisonText::equal).orElse("–"))
                    .stripTrailing());
        }
    }

    private static String equal(ImageFigures image) {
        return image.comparedWith()
                .map(other -> image.differences() == 0 ? "yes" : "no (" + image.differences() + ")")
                .orElse("reference");
    }

    private void rest() {
        lines.add("");
        for (StrategyResult one : comparison.strategies()) {
            one.failure()
                    .ifPresent(failure -> lines.add(Figures.shortened(
                            one.strategy() + " failed (" + failure.scenario() + "): "
                                    + failure.message().lines().findFirst().orElse(""),
                            WIDTH)));
        }
        comparison.leftOut().stream()
                .filter(one -> !one.reason().equals(Comparison.LeftOut.NOT_WANTED))
                .forEach(one ->
                        lines.add(Figures.shortened("Left out: " + one.strategy() + ", " + one.reason(), WIDTH)));
        for (Comparison.Setting scenario : comparison.scenarios()) {
            scenario.leftOut()
                    .map(reason -> "Not measured: " + scenario.name() + ", " + reason)
                    .ifPresent(line -> lines.addAll(Figures.wrapped(line, WIDTH)));
            scenario.change()
                    .map(change -> "Changed for " + scenario.name() + ": " + change)
                    .ifPresent(line -> lines.addAll(Figures.wrapped(line, WIDTH)));
        }
        comparison.stopped().ifPresent(reason -> lines.add("Incomplete: " + reason));
        if (comparison.repeats() == 1) {
            lines.add("Measured once; for medians, set " + argument("compare.repeats", 3));
        }
        comparison
                .recommendation()
                .map(choice -> "Choice: " + choice.strategy() + ", because " + choice.reason())
                .ifPresent(choice -> lines.addAll(Figures.wrapped(choice, WIDTH)));
    }
}
