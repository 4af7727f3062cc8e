package io.github.dockerstrategy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.dockerstrategy.recommend.Measured;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import io.github.dockerstrategy.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four reports of a comparison say the same. */
class ComparisonReportsTest {

    private static final Path SCHEMA = Path.of("..", "docs", "compare.schema.json");

    @TempDir
    Path folder;

    static Stream<Comparison> comparisons() {
        return Stream.of(Comparisons.six(), Comparisons.one(), Comparisons.none());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void theJsonFollowsItsSchema(Comparison comparison) throws IOException {
        assertThat(violations(ComparisonFiles.JSON.valueToTree(comparison))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() throws IOException {
        JsonNode json = ComparisonFiles.JSON.readTree(
                ComparisonFiles.JSON.writeValueAsString(Comparisons.one()).replace("\"repeats\"", "\"repetitions\""));

        assertThat(violations(json)).isNotEmpty();
    }

    @Test
    void isReadAsItWasWritten() {
        ComparisonFiles files = new ComparisonFiles(folder);
        files.write(Comparisons.six());

        assertThat(files.read()).contains(Comparisons.six());
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("compare.html"));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("compare.json", "compare.md", "compare.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"schema\": 99}", ""})
    void whatCannotBeReadCountsAsNone(String text) throws IOException {
        Files.writeString(folder.resolve("compare.json"), text);

        assertThat(new ComparisonFiles(folder).read()).isEmpty();
    }

    @Test
    void aStrategyThatFailedIsNoCandidate() {
        Measured measured = Comparisons.six().measured();

        assertThat(measured.figures())
                .containsOnlyKeys("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib");
        assertThat(measured.figures().get("jib")).isEqualTo(new Measured.Figures(6, 501_000));
    }

    @Test
    void oneMeasurementDecidesNothing() {
        List<StrategyResult> once = Comparisons.six().strategies().stream()
                .map(one -> new StrategyResult(
                        one.strategy(), one.summary(), one.failure(), one.image(), one.traits(), Comparisons.once(one)))
                .toList();

        assertThat(Comparisons.of(once).measured().figures()).isEmpty();
    }

    @Test
    void theConsoleHasAHundredColumns() {
        List<String> lines = ComparisonText.of(Comparisons.six());

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        Golden.assertMatches("compare.txt", String.join("\n", lines) + "\n");
    }

    @Test
    void whatNobodyAskedForIsNotListedOnTheConsole() {
        Comparison comparison = Comparisons.leavingOut(List.of(
                new Comparison.LeftOut("multi-stage", Comparison.LeftOut.NOT_WANTED),
                new Comparison.LeftOut("copy-local", "needs docker, but no engine answers here [no-docker]")));

        assertThat(ComparisonText.of(comparison))
                .contains("Left out: copy-local, needs docker, but no engine answers here [no-docker]")
                .noneMatch(line -> line.contains("multi-stage"));
    }

    @Test
    void whatHasJustFailedIsNotRecommended() {
        Optional<Choice> failed = Optional.of(new Choice("dockerfile", "own-file", "there is one"));
        Optional<Choice> built = Optional.of(new Choice("jib", "daemonless", "nothing asks for docker"));

        assertThat(Comparisons.six().recommending(failed).recommendation()).isEmpty();
        assertThat(Comparisons.six().recommending(built).recommendation()).isEqualTo(built);
    }

    @Test
    void nothingWasMeasuredWhereNoFirstBuildCameToItsEnd() {
        List<StrategyResult> failed = Comparisons.six().strategies().stream()
                .map(one -> new StrategyResult(
                        one.strategy(), one.summary(), one.failure(), one.image(), one.traits(), List.of()))
                .toList();

        assertThat(Comparisons.of(failed).measuredNothing()).isTrue();
        assertThat(Comparisons.six().measuredNothing()).isFalse();
        assertThat(Comparisons.none().measuredNothing()).as("interrupted").isFalse();
    }

    @Test
    void theMarkdownIsOfTables() {
        Golden.assertMatches("compare.md", new ComparisonMarkdown(Comparisons.six()).text());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void thePageShowsTheFiguresOfTheJson(Comparison comparison) {
        String page = ComparisonPage.of(comparison);

        for (StrategyResult one : comparison.strategies()) {
            one.scenarios().forEach(measured -> {
                assertThat(figure(page, "seconds", one.strategy(), measured.scenario()))
                        .isEqualTo(measured.seconds().orElseThrow().median());
                assertThat(figure(page, "push", one.strategy(), measured.scenario()))
                        .isEqualTo(measured.pushBytes().orElseThrow().median());
            });
        }
        assertThat(count(page, "data-figure=\"seconds\""))
                .isEqualTo(comparison.strategies().stream()
                        .mapToInt(one -> one.scenarios().size())
                        .sum());
    }

    @Test
    void thePageShowsFailuresAndEscapesThem() {
        String page = ComparisonPage.of(Comparisons.six());

        assertThat(page)
                .contains(
                        "id=\"failure-dockerfile\"", "&lt;script&gt;alert(1)&lt;/script&gt;", "✕ failed", "not reached")
                .doesNotContain("<script");
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = ComparisonPage.of(Comparisons.six());

        assertThat(page).doesNotContainPattern("(src|href)=\"(?!#|data:,)").doesNotContain("url(", "@import");
    }

    @Test
    void thePageOfOneStrategyComparesNothing() {
        assertThat(ComparisonPage.of(Comparisons.one()))
                .contains("1 way to build")
                .contains("measured once")
                .doesNotContain("(fastest)");
    }

    @Test
    void theMedianIsTheMiddle() {
        assertThat(Distribution.of(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Distribution.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
        assertThat(Distribution.of(List.of(3.0, 1.0, 2.0)).min()).isEqualTo(1);
        assertThat(Distribution.of(List.of(3.0, 1.0, 2.0)).max()).isEqualTo(3);
    }

    private static double figure(String page, String kind, String strategy, String scenario) {
        Matcher found = Pattern.compile("data-figure=\"" + kind + "\" data-strategy=\"" + strategy
                        + "\" data-scenario=\"" + scenario + "\" data-value=\"([^\"]*)\"")
                .matcher(page);
        assertThat(found.find()).as(kind + " of " + strategy + ", " + scenario).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static Set<ValidationMessage> violations(JsonNode json) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        return schema.validate(json);
    }
}
