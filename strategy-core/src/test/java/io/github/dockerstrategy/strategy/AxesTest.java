package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.testing.ThrowAwayStrategy.STAGECOACH;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.TUGBOAT;
import static io.github.dockerstrategy.testing.ThrowAwayStrategy.ZEPPELIN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Plans;
import io.github.dockerstrategy.testing.ThrowAwayStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from where a strategy builds and what assembles the image, and from nothing else. */
class AxesTest {

    static Stream<ThrowAwayStrategy> unforeseen() {
        return Strategies.builtIn().all().stream().map(like -> new ThrowAwayStrategy("zeppelin-" + like.name(), like));
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void capabilitiesDoNotDependOnTheName(ThrowAwayStrategy strategy) {
        for (Feature feature : Feature.values()) {
            assertThat(feature.isSupportedBy(strategy))
                    .as(feature.name())
                    .isEqualTo(feature.isSupportedBy(strategy.like()));
            assertThat(feature.isIndifferentTo(strategy))
                    .as(feature.name())
                    .isEqualTo(feature.isIndifferentTo(strategy.like()));
        }
        assertThat(strategy.needsDocker()).isEqualTo(strategy.like().needsDocker());
        assertThat(strategy.generatesDockerfile()).isEqualTo(strategy.like().generatesDockerfile());
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void onlyAStrategyThatNeedsDockerPlansToCallIt(ThrowAwayStrategy strategy) {
        assertThat(strategy.plan(Requests.notBuilt(Output.TAR)).needsDocker()).isEqualTo(strategy.needsDocker());
    }

    @Test
    void theDefaultOutputNeedsADaemonOnlyIfTheAssemblerDoes() {
        assertThat(ZEPPELIN.assembler().defaultOutput()).isEqualTo(Output.TAR);
        assertThat(TUGBOAT.assembler().defaultOutput()).isEqualTo(Output.DAEMON);
    }

    @Test
    void refusalsNameTheStrategiesThatAreThere() {
        Strategies strategies = new Strategies(List.of(ZEPPELIN, TUGBOAT));
        Problems problems = new Problems();
        Feature.refuse(Requests.of(Plans.dockerOptions(Map.of(), List.of("--squash"))), ZEPPELIN, strategies, problems);
        Assertions.assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'zeppelin'")
                .hasMessageContaining("tugboat")
                .hasMessageNotContaining("copy-local");
    }

    @Test
    void warnsOfASecondCompilationInAContainerOnly() {
        assertThat(STAGECOACH.note(Requests.built(Output.DAEMON)))
                .hasValueSatisfying(note -> assertThat(note).contains("'stagecoach'"));
        assertThat(STAGECOACH.note(Requests.notBuilt(Output.DAEMON))).isEmpty();
        assertThat(TUGBOAT.note(Requests.built(Output.DAEMON))).isEmpty();
    }

    @Test
    void aPushReusesWhatTheAssemblerHas() {
        BuildRequest push = Requests.built(Output.REGISTRY);
        assertThat(ZEPPELIN.assembler().push(push, "sha256:1", ImageFormat.OCI))
                .containsExactly(
                        new Step.LoadBuiltLayers(push.builtLayers()),
                        new Step.AssembleImage(push.image(), ImageFormat.OCI, push.to()));
        assertThat(TUGBOAT.assembler().push(push, "sha256:1", ImageFormat.DOCKER))
                .containsExactly(new Step.PushWithDocker(push.image(), "sha256:1"));
    }

    @Test
    void everyStepStatesItsPhase() {
        StringBuilder phases = new StringBuilder();
        for (Strategy strategy : Strategies.builtIn().all()) {
            phases.append(strategy.name()).append('\n');
            for (Step step : strategy.plan(Requests.notBuilt(Output.REGISTRY)).steps()) {
                phases.append("  %-20s%s%n".formatted(step.phase(), step.title()));
            }
        }
        Golden.assertMatches("plan/phases.txt", phases.toString());
    }

    @Test
    void aCommandOfTheBuilderBelongsToTheBuild() {
        Builder make = Requests.commands(Output.TAR, "make").builder();
        assertThat(ZEPPELIN.plan(Requests.of(make)).steps())
                .extracting(Step::phase)
                .contains(Phase.BUILD);
    }

    @Test
    void theKeysOfPhasesArePartOfTheReports() {
        assertThat(Arrays.stream(Phase.values()).map(Phase::key).collect(joining(" ")))
                .isEqualTo("prepare compile compileAndImage image push");
    }
}
