package io.github.dockerstrategy.recommend;

import static io.github.dockerstrategy.testing.ThrowAwayStrategy.STAGECOACH;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.TUGBOAT;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.ZEPPELIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Text;
import io.github.dockerstrategy.recommend.Measured.Figures;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import io.github.dockerstrategy.recommend.Verdict.Finding;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule by itself, and which of them has the last word. */
class RecommendationTest {

    @Test
    void aJarOnAMachineWithEverythingIsBuiltWithoutADaemon() {
        assertThat(choice(new Situations())).isEqualTo("jib [daemonless]");
    }

    @Test
    void withoutDockerOnlyTheDaemonlessStrategyFits() {
        Recommendation without = recommend(new Situations().withoutDocker().toSituation());

        assertThat(fitting(without)).containsExactly("jib");
        assertThat(rules(without, "multi-stage")).containsExactly("no-docker");
        assertThat(choice(new Situations().withoutDocker())).isEqualTo("jib [daemonless]");
    }

    @Test
    void commandsForTheImageNeedADockerfile() {
        Recommendation run = recommend(new Situations().run("apt-get update").toSituation());

        assertThat(rules(run, "jib")).containsExactly("cannot-express");
        assertThat(rules(run, "builder-jib")).containsExactly("cannot-express");
        assertThat(messages(run, "jib")).contains("does not support commands in the runtime image");
        assertThat(choice(new Situations().run("apt-get update"))).isEqualTo("copy-local [image-commands]");
    }

    @Test
    void aHealthCheckNeedsNoDockerfile() {
        assertThat(choice(new Situations().healthCheck())).isEqualTo("jib [daemonless]");
    }

    @Test
    void nothingFitsWhereCommandsAreWantedAndDockerIsNotThere() {
        Recommendation none =
                recommend(new Situations().run("apt-get update").withoutDocker().toSituation());

        assertThat(none.choice()).isEmpty();
        assertThatThrownBy(none::chosen)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("No strategy fits")
                .hasMessageContaining("jib: does not support commands in the runtime image [cannot-express]")
                .hasMessageContaining("copy-local: needs docker, but no engine answers here [no-docker]");
    }

    @Test
    void toolsOfABuilderComeFromItsImage() {
        assertThat(choice(new Situations().commands("go build"))).isEqualTo("builder-jib [other-tools]");
    }

    @Test
    void anArtifactThatNoCommandMakesNeedsNoOtherTools() {
        assertThat(choice(new Situations().artifact())).isEqualTo("jib [daemonless]");
    }

    @Test
    void toolsOfABuilderAreThoseOfThisMachineWhereThereIsNoDocker() {
        assertThat(choice(new Situations().commands("go build").withoutDocker()))
                .isEqualTo("jib [daemonless]");
    }

    @Test
    void aMissingToolExcludesTheStrategiesThatBuildHere() {
        Recommendation missing =
                recommend(new Situations().commands("go build").missing("go").toSituation());

        assertThat(rules(missing, "jib")).containsExactly("tools-missing");
        assertThat(rules(missing, "copy-local")).containsExactly("tools-missing");
        assertThat(messages(missing, "jib")).contains("not installed here: go");
        assertThat(rules(missing, "multi-stage")).isEmpty();
    }

    @Test
    void yourDockerfileIsAChoiceOnlyWhereThereIsOne() {
        assertThat(rules(recommend(new Situations().toSituation()), "dockerfile"))
                .containsExactly("no-dockerfile");
        Recommendation own = recommend(new Situations().ownDockerfile().toSituation());
        assertThat(fitting(own)).contains("dockerfile");
        assertThat(notes(own, "dockerfile")).contains("own-file");
    }

    @Test
    void secretsNeedBuildKit() {
        Recommendation legacy = recommend(new Situations().secrets().legacy().toSituation());

        assertThat(rules(legacy, "multi-stage")).containsExactly("secrets-need-buildkit");
        assertThat(rules(legacy, "builder-jib")).containsExactly("secrets-need-buildkit");
        assertThat(fitting(recommend(new Situations().secrets().toSituation()))).contains("multi-stage", "builder-jib");
    }

    @Test
    void severalPlatformsNeedBuildxOrJib() {
        Platform[] several = {Platform.LINUX_AMD64, new Platform("linux", "arm64")};
        Recommendation legacy =
                recommend(new Situations().platforms(several).legacy().toSituation());

        assertThat(rules(legacy, "copy-local")).containsExactly("platforms-need-buildx");
        assertThat(rules(legacy, "builder-jib")).isEmpty();
        assertThat(rules(recommend(new Situations().platforms(several).toSituation()), "copy-local"))
                .isEmpty();
    }

    @Test
    void whatIsLeftIsTakenInAFixedOrder() {
        Situations noJib = new Situations()
                .commands("go build")
                .missing("go")
                .run("apt-get update")
                .ownDockerfile();

        assertThat(choice(noJib)).isEqualTo("multi-stage [image-commands]");
        assertThat(choice(new Situations().additionalArgument("--pull"))).isEqualTo("copy-local [what-is-left]");
    }

    @Test
    void whatMakesNoDifferenceToAStrategyIsNoObstacle() {
        assertThat(choice(new Situations().secrets())).isEqualTo("jib [daemonless]");
    }

    @Test
    void notesSayWhatIsWorthKnowing() {
        Recommendation inCi = recommend(new Situations().ci().legacy().podman().toSituation());

        assertThat(notes(inCi, "multi-stage"))
                .containsExactly("legacy-builder", "fresh-ci", "many-modules", "podman", "digest-varies");
        assertThat(notes(inCi, "jib")).isEmpty();
        assertThat(notes(recommend(new Situations().toSituation()), "builder-jib"))
                .containsExactly("many-modules");
    }

    @Test
    void whatWasMeasuredDecidesBeforeAllRules() {
        Situations measured = new Situations()
                .measured(Map.of("jib", new Figures(9, 4_000), "multi-stage", new Figures(5, 8_000_000)));

        assertThat(choice(measured)).isEqualTo("multi-stage [measured]");
    }

    @Test
    void timesThatAreNearlyEqualGiveWayToBytes() {
        Situations measured =
                new Situations().measured(Map.of("jib", new Figures(5.4, 4_000), "copy-local", new Figures(5, 9_000)));

        assertThat(recommend(measured.toSituation()).choice())
                .contains(new Choice(
                        "jib",
                        "measured",
                        "in a comparison here, a build with a changed class took 5.4 s and a push sent 4.0 kB"
                                + " (others: copy-local 5.0 s)"));
    }

    @Test
    void whatWasMeasuredOfStrategiesThatDoNotFitCountsNothing() {
        Situations measured = new Situations()
                .withoutDocker()
                .measured(Map.of("jib", new Figures(9, 4_000), "multi-stage", new Figures(5, 8_000_000)));

        assertThat(choice(measured)).isEqualTo("jib [daemonless]");
    }

    @Test
    void choosesByWhereAStrategyBuildsAndWhatAssemblesNotByItsName() {
        Strategies unforeseen = new Strategies(List.of(STAGECOACH, TUGBOAT, ZEPPELIN));

        assertThat(choice(new Situations(), unforeseen)).isEqualTo("zeppelin [daemonless]");
        assertThat(choice(new Situations().withoutDocker(), unforeseen)).isEqualTo("zeppelin [daemonless]");
        assertThat(choice(new Situations().run("apt-get update"), unforeseen)).isEqualTo("tugboat [image-commands]");
        assertThat(choice(new Situations().commands("go build"), unforeseen)).isEqualTo("stagecoach [other-tools]");
        assertThat(choice(new Situations().additionalArgument("--pull"), unforeseen))
                .isEqualTo("tugboat [what-is-left]");
    }

    @Test
    void ratesAStrategyOfAnyName() {
        Recommendation recommendation = Recommendation.of(
                new Situations().ci().missing("go").commands("go build").toSituation(),
                new Strategies(List.of(STAGECOACH, TUGBOAT, ZEPPELIN)));

        assertThat(rules(recommendation, "zeppelin")).containsExactly("tools-missing");
        assertThat(rules(recommendation, "tugboat")).containsExactly("tools-missing");
        assertThat(notes(recommendation, "stagecoach")).containsExactly("fresh-ci", "digest-varies");
    }

    @Test
    void isOneScreen() {
        Situation situation = new Situations().ci().ownDockerfile().toSituation();
        List<String> lines = RecommendationText.of(recommend(situation), situation).stream()
                .map(line -> Text.render(line, Notation.PLAIN))
                .toList();

        assertThat(lines)
                .hasSizeLessThan(25)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(92));
        Golden.assertMatches("recommend.txt", String.join("\n", lines) + "\n");
    }

    @Test
    void saysSoWhereNothingFits() {
        Situation situation =
                new Situations().run("apt-get update").withoutDocker().toSituation();

        assertThat(RecommendationText.of(recommend(situation), situation)).contains("Choice: none; no strategy fits");
    }

    @Test
    void programsAreTheFirstWordsOfCommands() {
        assertThat(CommandWords.programs(
                        List.of("CGO_ENABLED=0 go build -o x .", "cd web", "npm ci", "./gradlew war", "A=1 B=2 make")))
                .containsExactly("go", "npm", "make");
    }

    @Test
    void theBaseImageDoesNotMatter() {
        assertThat(choice(new Situations().from(new BaseReference.Jlink()))).isEqualTo("jib [daemonless]");
    }

    private static Recommendation recommend(Situation situation) {
        return Recommendation.of(situation, Strategies.builtIn());
    }

    private static String choice(Situations situations) {
        return choice(situations, Strategies.builtIn());
    }

    private static String choice(Situations situations, Strategies strategies) {
        return Recommendation.of(situations.toSituation(), strategies)
                .choice()
                .map(choice -> choice.strategy() + " [" + choice.rule() + "]")
                .orElse("none");
    }

    private static List<String> fitting(Recommendation recommendation) {
        return recommendation.verdicts().stream()
                .filter(Verdict::fits)
                .map(Verdict::strategy)
                .toList();
    }

    private static List<String> rules(Recommendation recommendation, String strategy) {
        return verdict(recommendation, strategy).blockers().stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<String> messages(Recommendation recommendation, String strategy) {
        return verdict(recommendation, strategy).blockers().stream()
                .map(Finding::message)
                .toList();
    }

    private static List<String> notes(Recommendation recommendation, String strategy) {
        return verdict(recommendation, strategy).notes().stream()
                .map(Finding::rule)
                .toList();
    }

    private static Verdict verdict(Recommendation recommendation, String strategy) {
        return recommendation.verdicts().stream()
                .filter(verdict -> verdict.strategy().equals(strategy))
                .findFirst()
                .orElseThrow();
    }
}
