package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.ImageContents.LayerContents;
import io.github.dockerstrategy.compare.StrategyResult.Failure;
import io.github.dockerstrategy.compare.StrategyResult.ImageFigures;
import io.github.dockerstrategy.compare.StrategyResult.LayerFigures;
import io.github.dockerstrategy.compare.StrategyResult.Measurement;
import io.github.dockerstrategy.compare.StrategyResult.Traits;
import io.github.dockerstrategy.strategy.Phase;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What was measured, brought together: medians of repeats, and each image against the first one. */
public final class ComparisonResult {

    /** The part of a build's time that no step accounts for. */
    static final String MAVEN = "maven";

    private static final List<String> PARTS = Stream.concat(
                    Stream.of(MAVEN), Arrays.stream(Phase.values()).map(Phase::key))
            .toList();

    private static final int MOST_DIFFERENCES = 20;

    private final CompareSettings settings;
    private final List<StrategyRun> strategyRuns;
    private final boolean stopped;
    private final Set<String> ofBase = new HashSet<>();

    ComparisonResult(CompareSettings settings, List<StrategyRun> strategyRuns, boolean stopped) {
        this.settings = settings;
        this.strategyRuns = List.copyOf(strategyRuns);
        this.stopped = stopped;
        this.strategyRuns.forEach(strategyRun -> strategyRun.runs().forEach(run -> ofBase.addAll(base(run.image()))));
    }

    /** Whether the comparison was ended before it had measured everything. */
    public boolean stopped() {
        return stopped;
    }

    /** One for each strategy that was begun. */
    public List<StrategyResult> strategies() {
        Optional<MeasuredRun> reference = strategyRuns.stream()
                .flatMap(strategyRun -> strategyRun.runs().stream())
                .filter(run -> run.scenario() == Scenario.FIRST)
                .findFirst();
        String compared = strategyRuns.stream()
                .filter(strategyRun -> !strategyRun.runs().isEmpty())
                .map(strategyRun -> strategyRun.strategy().name())
                .findFirst()
                .orElse("");
        List<StrategyResult> results = new ArrayList<>();
        for (Strategy strategy : settings.strategies()) {
            List<StrategyRun> own = strategyRuns.stream()
                    .filter(strategyRun -> strategyRun.strategy().equals(strategy))
                    .toList();
            if (!own.isEmpty()) {
                results.add(result(strategy, own, reference, compared));
            }
        }
        return results;
    }

    /** That a build was ended with the comparison is no failure of its strategy. */
    private Optional<Failure> failure(StrategyRun strategyRun) {
        boolean ended = stopped && strategyRun == strategyRuns.get(strategyRuns.size() - 1);
        return ended ? Optional.empty() : strategyRun.failure();
    }

    private StrategyResult result(
            Strategy strategy, List<StrategyRun> own, Optional<MeasuredRun> reference, String compared) {
        Optional<Failure> failure = own.stream()
                .flatMap(strategyRun -> failure(strategyRun).stream())
                .findFirst();
        Traits traits = own.stream()
                .flatMap(strategyRun -> strategyRun.traits().stream())
                .findFirst()
                .orElseGet(() ->
                        new Traits(strategy.needsDocker(), !strategy.location().isContainer(), List.of(), 0, 0, 0));
        return new StrategyResult(
                strategy.name(),
                strategy.summary(),
                failure,
                first(own).map(run -> image(run, own, reference, strategy.name().equals(compared) ? "" : compared)),
                traits,
                settings.scenarios().stream()
                        .map(scenario -> measurement(scenario, own))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<MeasuredRun> first(List<StrategyRun> own) {
        return own.stream().flatMap(strategyRun -> strategyRun.runs().stream()).findFirst();
    }

    private ImageFigures image(
            MeasuredRun run, List<StrategyRun> own, Optional<MeasuredRun> reference, String compared) {
        ImageContents image = run.image();
        List<String> differences = compared.isEmpty()
                ? List.of()
                : reference.map(one -> image.differencesFrom(one.image())).orElse(List.of());
        return new ImageFigures(
                run.base(),
                image.packed(),
                image.unpacked(),
                image.layers().stream().map(this::layer).toList(),
                image.user(),
                image.hasShell(),
                own.stream().flatMap(strategyRun -> again(strategyRun).stream()).findFirst(),
                fromScratch(own),
                compared.isEmpty() ? Optional.empty() : Optional.of(compared),
                differences.size(),
                differences.stream().limit(MOST_DIFFERENCES).toList());
    }

    private LayerFigures layer(LayerContents layer) {
        boolean base = ofBase.contains(layer.diffId());
        return new LayerFigures(base ? "base" : layer.name(), base, layer.packed(), layer.unpacked());
    }

    /** The layers below the first one with a name. */
    private static Set<String> base(ImageContents image) {
        Set<String> base = new HashSet<>();
        boolean named = image.layers().stream().anyMatch(layer -> !layer.name().isEmpty());
        for (LayerContents layer : image.layers()) {
            if (!named || !layer.name().isEmpty()) {
                break;
            }
            base.add(layer.diffId());
        }
        return base;
    }

    private static Optional<Boolean> again(StrategyRun strategyRun) {
        return run(strategyRun, Scenario.AGAIN)
                .flatMap(again -> run(strategyRun, Scenario.FIRST)
                        .map(first -> first.image().id().equals(again.image().id())));
    }

    private static Optional<Boolean> fromScratch(List<StrategyRun> own) {
        List<String> ids = own.stream()
                .flatMap(strategyRun -> run(strategyRun, Scenario.FIRST).stream())
                .map(run -> run.image().id())
                .toList();
        return ids.size() < 2 ? Optional.empty() : Optional.of(new TreeSet<>(ids).size() == 1);
    }

    private static Optional<MeasuredRun> run(StrategyRun strategyRun, Scenario scenario) {
        return strategyRun.runs().stream()
                .filter(run -> run.scenario() == scenario)
                .findFirst();
    }

    private static Optional<Measurement> measurement(Scenario scenario, List<StrategyRun> own) {
        List<MeasuredRun> runs = own.stream()
                .flatMap(strategyRun -> run(strategyRun, scenario).stream())
                .toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Double>> parts = new LinkedHashMap<>();
        for (String part : PARTS) {
            List<Double> values = runs.stream()
                    .map(run -> run.split().getOrDefault(part, 0.0))
                    .toList();
            if (values.stream().anyMatch(value -> value > 0)) {
                parts.put(part, values);
            }
        }
        Map<String, Double> split = new LinkedHashMap<>();
        parts.forEach((part, values) -> split.put(part, Distribution.of(values).median()));
        MeasuredRun last = runs.get(runs.size() - 1);
        return Optional.of(new Measurement(
                scenario.word(),
                Optional.of(
                        Distribution.of(runs.stream().map(MeasuredRun::seconds).toList())),
                split,
                Optional.of(Distribution.of(
                        runs.stream().map(run -> (double) run.pushBytes()).toList())),
                last.image().layers().size(),
                last.layersReused()));
    }
}
