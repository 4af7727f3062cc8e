package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.StrategyResult.ImageFigures;
import io.github.dockerstrategy.compare.StrategyResult.Measurement;
import io.github.dockerstrategy.log.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A comparison to be pasted into a pull request.
 *
 * @param comparison what to show
 */
record ComparisonMarkdown(Comparison comparison) {

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("## Image builds of `")
                .append(comparison.project().module())
                .append("`\n\n");
        comparison
                .recommendation()
                .ifPresent(choice ->
                        text.append("**`%s`**, because %s.%n%n".formatted(choice.strategy(), cell(choice.reason()))));
        comparison
                .stopped()
                .ifPresent(
                        why -> text.append("**Incomplete:** ").append(cell(why)).append("\n\n"));
        text.append("Build time and bytes sent by a push:\n\n");
        row(text, "strategy", comparison.scenarios(), Comparison.Setting::name);
        text.append("|---|")
                .append("--:|".repeat(comparison.scenarios().size()))
                .append('\n');
        for (StrategyResult one : comparison.strategies()) {
            row(text, "`" + one.strategy() + "`", comparison.scenarios(), scenario -> measured(one, scenario.name()));
        }
        facts(text);
        footnotes(text);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private void facts(StringBuilder text) {
        text.append('\n');
        row(text, "", comparison.strategies(), one -> "`" + one.strategy() + "`");
        text.append("|---|")
                .append("---|".repeat(comparison.strategies().size()))
                .append('\n');
        image(text, "image, compressed", image -> Bytes.text(image.packed()));
        image(text, "image, unpacked", image -> Bytes.text(image.unpacked()));
        image(text, "layers", image -> String.valueOf(image.layers().size()));
        image(text, "digest of a second build", Figures::digest);
        image(text, "user", image -> image.user().isEmpty() ? "root" : image.user());
        image(text, "shell", image -> image.shell() ? "yes" : "no");
        image(text, "same image", ComparisonMarkdown::equal);
        List<StrategyResult> all = comparison.strategies();
        row(text, "needs docker", all, one -> one.traits().daemon() ? "yes" : "no");
        row(text, "compiles on this machine", all, one -> one.traits().compilesHere() ? "yes" : "no");
        row(
                text,
                "generated files",
                all,
                one -> cell(String.join(", ", one.traits().filesGenerated())));
        row(text, "docker commands", all, one -> String.valueOf(one.traits().dockerCommands()));
        row(
                text,
                "files left",
                all,
                one -> one.traits().filesLeft() + " (" + Bytes.text(one.traits().bytesLeft()) + ")");
    }

    private void image(StringBuilder text, String title, Function<ImageFigures, String> value) {
        row(
                text,
                title,
                comparison.strategies(),
                one -> one.image().map(value).map(ComparisonMarkdown::cell).orElse("–"));
    }

    private void footnotes(StringBuilder text) {
        text.append('\n');
        comparison
                .strategies()
                .forEach(one -> one.failure()
                        .ifPresent(failure -> text.append("- `%s` failed in the scenario `%s`: %s%n"
                                .formatted(one.strategy(), failure.scenario(), cell(failure.message())))));
        comparison
                .leftOut()
                .forEach(one -> text.append("- `%s` left out: %s%n".formatted(one.strategy(), cell(one.reason()))));
        comparison
                .scenarios()
                .forEach(scenario -> text.append("- %s: %s%s%s%n"
                        .formatted(
                                scenario.name(),
                                scenario.meaning(),
                                scenario.change()
                                        .map(change -> " Changed: `" + change + "`.")
                                        .orElse(""),
                                scenario.leftOut()
                                        .map(why -> " Not measured: " + cell(why) + ".")
                                        .orElse(""))));
        text.append("- %s, %d processors, Java %s, Maven %s, %s; %s%n"
                .formatted(
                        comparison.machine().os(),
                        comparison.machine().processors(),
                        comparison.machine().java(),
                        comparison.machine().maven(),
                        comparison.machine().docker().orElse("no docker"),
                        comparison.repeats() == 1
                                ? "measured once"
                                : "medians of " + comparison.repeats() + ", with minimum and maximum"));
        text.append("- `").append(comparison.command()).append("`\n");
    }

    private String measured(StrategyResult one, String scenario) {
        Optional<Measurement> found = one.measurement(scenario);
        boolean failed = one.failedIn(scenario);
        String time = found.flatMap(Measurement::seconds).map(this::seconds).orElse(failed ? "failed" : "–");
        return time
                + found.flatMap(Measurement::pushBytes)
                        .map(bytes -> ", " + Bytes.text(Math.round(bytes.median())))
                        .orElse("");
    }

    private String seconds(Distribution spread) {
        return spread.values().size() == 1
                ? Figures.seconds(spread.median())
                : String.format(
                        Locale.ROOT, "%s (%.1f–%.1f)", Figures.seconds(spread.median()), spread.min(), spread.max());
    }

    private static String equal(ImageFigures image) {
        return image.comparedWith()
                .map(other -> image.differences() == 0
                        ? "equal to " + other
                        : Figures.points(image.differences()) + " from " + other)
                .orElse("reference for the others");
    }

    private static <T> void row(StringBuilder text, String title, List<T> columns, Function<T, String> value) {
        text.append("| ").append(title).append(" |");
        columns.forEach(column -> text.append(' ').append(value.apply(column)).append(" |"));
        text.append('\n');
    }

    /** What came from outside must not end the cell or the line. */
    private static String cell(String text) {
        return Figures.shortened(text.strip().replaceAll("\\s+", " ").replace("|", "\\|"), 400);
    }
}
