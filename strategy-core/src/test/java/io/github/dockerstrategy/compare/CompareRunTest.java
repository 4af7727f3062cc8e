package io.github.dockerstrategy.compare;

import static io.github.dockerstrategy.testing.ThrowAwayStrategy.STAGECOACH;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.TUGBOAT;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.ZEPPELIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.compare.ScratchProject.Change;
import io.github.dockerstrategy.compare.StrategyResult.Measurement;
import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison with builds that are made up: what it measures, what it changes, and what it leaves. */
class CompareRunTest {

    private static final Map<String, String> BASE = Map.of("bin/sh", "a shell");
    private static final Map<String, String> LIBS = Map.of("app/libs/one.jar", "a library");

    @TempDir
    Path temp;

    private Path root = Path.of("");
    private final RecordedLog log = new RecordedLog();
    private final List<String> removed = new ArrayList<>();
    private final List<ComparisonResult> reports = new ArrayList<>();

    @BeforeEach
    void makeAProject() throws IOException {
        root = Files.createDirectories(temp.resolve("project"));
        Files.writeString(root.resolve("pom.xml"), "<project><artifactId>shop</artifactId></project>");
        Files.createDirectories(root.resolve("src"));
        Files.writeString(root.resolve("src/Shop.java"), "public class Shop {\n    int stock;\n}\n");
        Files.createDirectories(root.resolve("target"));
        Files.writeString(root.resolve("target/old.class"), "old");
    }

    @Test
    void measuresEveryScenarioOfEveryStrategy() {
        List<StrategyResult> all = compare(this::build, 1, "jib", "builder-jib");

        assertThat(all).extracting(StrategyResult::strategy).containsExactly("jib", "builder-jib");
        StrategyResult jib = all.get(0);
        assertThat(jib.failure()).isEmpty();
        assertThat(jib.scenarios())
                .extracting(Measurement::scenario)
                .containsExactly("first", "again", "code", "dependency");
        assertThat(jib.image().orElseThrow().packed())
                .isEqualTo(Archives.packedSize(BASE) + Archives.packedSize(LIBS) + classes("jib", 0));
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).stopped()).isFalse();
    }

    @Test
    void countsTheBytesOfWhatIsNew() {
        StrategyResult jib = compare(this::build, 1, "jib").get(0);

        assertThat(bytes(jib, "again")).isZero();
        assertThat(bytes(jib, "code")).isBetween(classes("jib", 1), classes("jib", 1) + 500);
        assertThat(bytes(jib, "dependency")).isGreaterThan(Archives.packedSize(LIBS));
        assertThat(jib.scenarios()).extracting(Measurement::layersReused).containsExactly(0, 3, 2, 2);
    }

    @Test
    void saysInWhatImagesDiffer() {
        List<StrategyResult> all = compare(this::build, 1, "jib", "builder-jib");

        assertThat(all.get(0).image().orElseThrow().comparedWith()).isEmpty();
        assertThat(all.get(1).image().orElseThrow().comparedWith()).contains("jib");
        assertThat(all.get(1).image().orElseThrow().differing())
                .singleElement()
                .asString()
                .startsWith("/app/classes/Shop.class: file ");
    }

    @Test
    void repeatsGiveAMedianAndTellWhetherTheDigestIsTheSameFromScratch() {
        StrategyResult jib = compare(this::build, 3, "jib").get(0);

        assertThat(jib.scenarios().get(0).seconds().orElseThrow().values()).hasSize(3);
        assertThat(jib.image().orElseThrow().sameDigestAgain()).contains(true);
        assertThat(jib.image().orElseThrow().sameDigestFromScratch()).contains(true);
    }

    @Test
    void changesCopiesOnlyAndRemovesThem() throws IOException {
        compare(this::build, 1, "jib", "builder-jib");

        assertThat(Files.readString(root.resolve("src/Shop.java"))).doesNotContain("COMPARE");
        assertThat(Files.readString(root.resolve("pom.xml"))).doesNotContain("dependency");
        assertThat(root.resolve(".mvn")).doesNotExist();
        assertThat(root.resolve("target/old.class")).exists();
        assertThat(work()).doesNotExist();
        assertThat(removed).contains("scratch/shop-jib-1:first", "scratch/shop-builder-jib-1:dependency");
    }

    @Test
    void keepsThemWhenAsked() {
        execute(this::build, 1, true, builtIn("jib"));

        assertThat(work().resolve("jib-1/project/src/Shop.java")).exists();
        assertThat(removed).doesNotContain("scratch/shop-jib-1:first");
    }

    @Test
    void aStrategyThatFailsInTheMiddleLeavesTheOthersTheirFigures() {
        List<StrategyResult> all = compare(
                order -> {
                    if (order.strategy().name().equals("jib") && order.image().endsWith("code")) {
                        throw new ProblemException(
                                Problem.of("broken", "It does not compile.", "Shop.java", "mend it"));
                    }
                    return build(order);
                },
                1,
                "jib",
                "builder-jib");

        assertThat(all.get(0).failure().orElseThrow().scenario()).isEqualTo("code");
        assertThat(all.get(0).failure().orElseThrow().message()).contains("It does not compile.");
        assertThat(all.get(0).scenarios()).extracting(Measurement::scenario).containsExactly("first", "again");
        assertThat(all.get(1).failure()).isEmpty();
        assertThat(log.lines()).anyMatch(line -> line.contains("failed: It does not compile."));
        assertThat(work()).doesNotExist();
    }

    @Test
    void aFullDiskIsAFailureOfTheStrategyThatFilledIt() {
        List<StrategyResult> all = compare(
                order -> {
                    if (order.strategy().name().equals("jib")) {
                        throw new UncheckedIOException("Cannot write x", new IOException("No space left on device"));
                    }
                    return build(order);
                },
                1,
                "jib",
                "builder-jib");

        assertThat(all.get(0).failure().orElseThrow().message()).contains("No space left on device");
        assertThat(all.get(0).image()).isEmpty();
        assertThat(all.get(1).scenarios()).hasSize(4);
        assertThat(work()).doesNotExist();
    }

    @Test
    void interruptedItReportsWhatItHasAndRemovesEverything() {
        List<StrategyResult> all = compare(
                order -> {
                    if (order.image().endsWith("jib-1:code")) {
                        throw new InterruptedException();
                    }
                    return build(order);
                },
                1,
                "jib",
                "builder-jib");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reports.get(0).stopped()).isTrue();
        assertThat(all)
                .singleElement()
                .satisfies(jib -> assertThat(jib.scenarios())
                        .extracting(Measurement::scenario)
                        .containsExactly("first", "again"));
        assertThat(work()).doesNotExist();
        assertThat(removed).contains("scratch/shop-jib-1:first", "scratch/shop-jib-1:code");
    }

    @Test
    void measuresAStrategyOfAnyNameAndBooksItsTimeByPhase() {
        List<ModuleBuild.Order> orders = new ArrayList<>();
        List<StrategyResult> all = compare(
                order -> {
                    orders.add(order);
                    return build(order);
                },
                1,
                ZEPPELIN,
                STAGECOACH);

        assertThat(orders.get(0).strategy()).as("fills the caches").isEqualTo(ZEPPELIN);
        assertThat(all).extracting(StrategyResult::strategy).containsExactly("zeppelin", "stagecoach");
        assertThat(all.get(0).traits().daemon()).isFalse();
        assertThat(all.get(0).traits().compilesHere()).isTrue();
        assertThat(all.get(1).traits().daemon()).isTrue();
        assertThat(all.get(1).traits().compilesHere()).isFalse();
        assertThat(all.get(1).scenarios().get(0).split()).containsEntry("compileAndImage", 0.001);
    }

    @Test
    void preparesWithAHostBuildThatFillsTheCachesOfThoseThatAreCompared() {
        assertThat(preparedWith(TUGBOAT, STAGECOACH)).contains(TUGBOAT);
        assertThat(preparedWith(STAGECOACH)).isEmpty();
        Strategy builderJib = Strategies.builtIn().named("builder-jib");
        assertThat(preparedWith(builderJib)).contains(Strategies.builtIn().named("jib"));
    }

    private Optional<Strategy> preparedWith(Strategy... strategies) {
        List<ModuleBuild.Order> orders = new ArrayList<>();
        compare(
                order -> {
                    orders.add(order);
                    return build(order);
                },
                1,
                strategies);
        return orders.stream()
                .filter(order -> order.image().endsWith(":preparing"))
                .map(ModuleBuild.Order::strategy)
                .findFirst();
    }

    @Test
    void tellsWhatRunsAndWhatIsLeft() {
        compare(this::build, 1, "jib");

        assertThat(log.lines()).contains("[1/4] jib, first", "[4/4] jib, dependency");
        assertThat(log.lines()).anyMatch(line -> line.contains("3 builds left"));
    }

    private Path work() {
        return root.resolve("target/work");
    }

    private List<StrategyResult> compare(ModuleBuild builds, int repeats, String... strategies) {
        return compare(builds, repeats, builtIn(strategies));
    }

    private List<StrategyResult> compare(ModuleBuild builds, int repeats, Strategy... strategies) {
        execute(builds, repeats, false, strategies);
        return reports.get(0).strategies();
    }

    private static Strategy[] builtIn(String... names) {
        return Stream.of(names).map(Strategies.builtIn()::named).toArray(Strategy[]::new);
    }

    private void execute(ModuleBuild builds, int repeats, boolean keep, Strategy... strategies) {
        ScratchProject project = new ScratchProject(
                root,
                "",
                List.of(root.resolve("target")),
                Optional.of("src/Shop.java"),
                Optional.of(new Change("com.example", "one", "1.0", "1.1")));
        CompareSettings settings = new CompareSettings(
                project,
                work(),
                List.of(strategies),
                List.of(Scenario.values()),
                repeats,
                "scratch/shop",
                false,
                List.of(),
                keep,
                Notation.PLAIN);
        new CompareRun(settings, builds, new Images(), log).execute(reports::add);
    }

    /** An image whose layers follow from what the copy holds, as a real build's would. */
    private BuildResult build(ModuleBuild.Order order) {
        try {
            String source = Files.readString(order.root().resolve("src/Shop.java"));
            boolean other = Files.readString(order.root().resolve("pom.xml")).contains("1.1");
            int constants = source.split("COMPARE", -1).length - 1;
            Path archive = Archives.image(
                    order.root().resolve("image.tar"),
                    true,
                    List.of(
                            BASE,
                            other ? Map.of("app/libs/one.jar", "another version of the library") : LIBS,
                            Map.of("app/classes/Shop.class", order.strategy().name() + constants)));
            return result(order, archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long classes(String strategy, int constants) {
        return Archives.packedSize(Map.of("app/classes/Shop.class", strategy + constants));
    }

    private static BuildResult result(ModuleBuild.Order order, Path archive) {
        return new BuildResult(
                order.strategy().name(),
                order.image(),
                List.of(order.image().substring(order.image().indexOf(':') + 1)),
                "jre:17",
                "sha256:" + order.image(),
                "",
                List.of(
                        new BuildResult.LayerResult("", "a", 1),
                        new BuildResult.LayerResult("dependencies", "b", 1),
                        new BuildResult.LayerResult("classes", "c", 1)),
                3,
                "tar",
                Optional.of(archive.toString()),
                List.of("linux/amd64"),
                Map.of("Build it", 0.001),
                Map.of(order.strategy().location().phaseOfDockerBuild().key(), 0.001),
                false,
                Optional.empty());
    }

    private static long bytes(StrategyResult one, String scenario) {
        return one.scenarios().stream()
                .filter(measurement -> measurement.scenario().equals(scenario))
                .findFirst()
                .flatMap(Measurement::pushBytes)
                .map(spread -> Math.round(spread.median()))
                .orElseThrow();
    }

    private final class Images implements ImageStore {
        @Override
        public List<String> fetch(List<String> images) {
            return images;
        }

        @Override
        public void save(String image, Path archive) {
            throw new AssertionError("no image of these builds is in a daemon");
        }

        @Override
        public void remove(Collection<String> names, Collection<String> ids) {
            removed.addAll(names);
        }
    }
}
