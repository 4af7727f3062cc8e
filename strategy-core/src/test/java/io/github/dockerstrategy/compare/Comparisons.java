package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.Comparison.LeftOut;
import io.github.dockerstrategy.compare.Comparison.Place;
import io.github.dockerstrategy.compare.Comparison.Setting;
import io.github.dockerstrategy.compare.Comparison.Subject;
import io.github.dockerstrategy.compare.StrategyResult.Failure;
import io.github.dockerstrategy.compare.StrategyResult.ImageFigures;
import io.github.dockerstrategy.compare.StrategyResult.LayerFigures;
import io.github.dockerstrategy.compare.StrategyResult.Measurement;
import io.github.dockerstrategy.compare.StrategyResult.Traits;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import io.github.dockerstrategy.strategy.Strategies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparisons that were never made. */
final class Comparisons {

    private static final List<String> SIX =
            List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib", "dockerfile");

    private Comparisons() {}

    /** Six strategies, one of which failed in the middle, and a text that must be escaped everywhere. */
    static Comparison six() {
        List<StrategyResult> all = new ArrayList<>();
        for (String name : SIX) {
            all.add(strategyResult(name, 3 + all.size() * 7.25, name.equals("dockerfile")));
        }
        return comparison(
                3, all, List.of(), Optional.of(new Choice("jib", "measured", "measured here, it is the fastest")));
    }

    /** One strategy, measured once. */
    static Comparison one() {
        StrategyResult jib = strategyResult("jib", 4, false);
        Measurement first = jib.scenarios().get(0);
        Measurement once = new Measurement(
                "first",
                Optional.of(Distribution.of(List.of(4.25))),
                first.split(),
                Optional.of(Distribution.of(List.of(104_000_000.0))),
                6,
                0);
        return comparison(
                1,
                List.of(new StrategyResult(
                        "jib", jib.summary(), Optional.empty(), jib.image(), jib.traits(), List.of(once))),
                List.of(new LeftOut("multi-stage", "needs docker, but no engine answers here [no-docker]")),
                Optional.empty());
    }

    /** One strategy, and others that were not tried. */
    static Comparison leavingOut(List<LeftOut> others) {
        return comparison(1, one().strategies(), others, Optional.empty());
    }

    /** A comparison of these, each measured once. */
    static Comparison of(List<StrategyResult> all) {
        return comparison(1, all, List.of(), Optional.empty());
    }

    /** The builds of {@code one}, as if each had been measured once. */
    static List<Measurement> once(StrategyResult one) {
        return one.scenarios().stream()
                .map(all -> new Measurement(
                        all.scenario(),
                        all.seconds().map(spread -> Distribution.of(List.of(spread.median()))),
                        all.split(),
                        all.pushBytes().map(spread -> Distribution.of(List.of(spread.median()))),
                        all.layers(),
                        all.layersReused()))
                .toList();
    }

    /** Interrupted before anything was measured. */
    static Comparison none() {
        return new Comparison(
                Comparison.SCHEMA,
                "2026-01-01T00:00:00Z",
                new Subject("com.example:shop:1.0", "jar", 1),
                new Place("Linux 6.1, amd64", 2, 0, "17.0.1", "3.9.9", Optional.empty(), true),
                "mvn docker-strategy:compare",
                1,
                settings(),
                Optional.of("it was interrupted"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Comparison comparison(
            int repeats, List<StrategyResult> all, List<LeftOut> leftOut, Optional<Choice> choice) {
        return new Comparison(
                Comparison.SCHEMA,
                "2026-01-01T00:00:00Z",
                new Subject("com.example:shop:1.0", "jar", 4),
                new Place(
                        "Linux 6.1, amd64",
                        2,
                        24_000_000_000L,
                        "17.0.1",
                        "3.9.9",
                        Optional.of("docker 28.2.2 with buildx"),
                        false),
                "mvn docker-strategy:compare -Dgreeting=<hello>&|",
                repeats,
                settings(),
                Optional.empty(),
                all,
                leftOut,
                choice);
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            boolean dependency = scenario == Scenario.DEPENDENCY;
            settings.add(new Setting(
                    scenario.word(),
                    scenario.meaning(),
                    dependency ? Optional.of("org.example:one 1.0 → 1.1") : Optional.empty(),
                    Optional.empty()));
        }
        return settings;
    }

    private static StrategyResult strategyResult(String name, double seconds, boolean fails) {
        List<Measurement> measured = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            if (!fails || scenario == Scenario.FIRST) {
                measured.add(measurement(scenario, seconds * (4 - measured.size())));
            }
        }
        boolean jib = name.endsWith("jib");
        return new StrategyResult(
                name,
                Strategies.builtIn().named(name).summary(),
                fails
                        ? Optional.of(new Failure("again", "It says <script>alert(1)</script>\nand | more"))
                        : Optional.empty(),
                Optional.of(image(name, jib)),
                new Traits(
                        !name.equals("jib"),
                        name.equals("jib") || name.equals("copy-local"),
                        jib ? List.of() : List.of("Dockerfile"),
                        jib ? 0 : 3,
                        40,
                        1_234_567),
                measured);
    }

    private static ImageFigures image(String name, boolean jib) {
        return new ImageFigures(
                "eclipse-temurin:17-jre",
                104_000_000,
                352_000_000,
                List.of(
                        new LayerFigures("base", true, 90_000_000, 310_000_000),
                        new LayerFigures("dependencies", false, 12_000_000, 38_000_000),
                        new LayerFigures("resources", false, 1_500_000, 3_500_000),
                        new LayerFigures("classes", false, 500_000, 500_000)),
                jib ? "65532:65532" : "",
                true,
                Optional.of(true),
                Optional.of(jib),
                name.equals("jib") ? Optional.empty() : Optional.of("jib"),
                name.equals("multi-stage") ? 1 : 0,
                name.equals("multi-stage") ? List.of("/app/x: file 644 0:0 aa → file 600 0:0 aa") : List.of());
    }

    private static Measurement measurement(Scenario scenario, double seconds) {
        Map<String, Double> split = new LinkedHashMap<>();
        split.put("maven", seconds * 0.25);
        split.put("compile", seconds * 0.5);
        split.put("image", seconds * 0.25);
        double bytes = switch (scenario) {
            case FIRST -> 104_000_000;
            case AGAIN -> 0;
            case CODE -> 501_000;
            case DEPENDENCY -> 12_001_000;
        };
        return new Measurement(
                scenario.word(),
                Optional.of(Distribution.of(List.of(seconds, seconds * 0.9, seconds * 1.2))),
                split,
                Optional.of(Distribution.of(List.of(bytes, bytes, bytes))),
                4,
                scenario == Scenario.FIRST ? 0 : 3);
    }
}
