package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies under names that no code can know: what the goals do with them follows from their axes. */
class UnforeseenStrategyTest {

    private static final Strategy ZEPPELIN = new ThrowAway("zeppelin", BuildLocation.HOST, Assembler.DAEMONLESS);
    private static final Strategy TUGBOAT = new ThrowAway("tugboat", BuildLocation.HOST, Assembler.DOCKER);
    private static final Strategy HANDWRITTEN =
            new ThrowAway("handwritten", BuildLocation.OWN_DOCKERFILE, Assembler.DOCKER);

    @TempDir
    Path basedir;

    @Test
    void getTheDefaultOutputOfTheirAssembler() {
        assertThat(goal("zeppelin", "").request().to().output()).isEqualTo(Output.TAR);
        assertThat(goal("tugboat", "").request().to().output()).isEqualTo(Output.DAEMON);
    }

    @Test
    void areRefusedWhatTheirAssemblerDoesNotSupport() {
        String run = "<run><run>apt-get update</run></run>";
        assertThat(goal("tugboat", run).request().image().run()).containsExactly("apt-get update");
        assertThatThrownBy(goal("zeppelin", run)::request)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'zeppelin'")
                .hasMessageContaining("tugboat");
    }

    @Test
    void needNoJavaIfTheUsersDockerfileDescribesTheImage() {
        assertThatThrownBy(goal("zeppelin", "<from>alpine</from>")::request).isInstanceOf(ProblemException.class);
        assertThat(goal("handwritten", "<from>alpine</from>").request()).isNotNull();
    }

    @Test
    void areSuggestedForAMisspeltName() {
        assertThatThrownBy(goal("zepelin", "")::request)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("did you mean 'zeppelin'?");
    }

    private ImageGoal goal(String strategy, String configuration) {
        AbstractImageMojo mojo = TestModule.in(basedir)
                .built()
                .configuration(configuration)
                .typed("docker-strategy.strategy", strategy)
                .mojo();
        mojo.strategies = new Strategies(List.of(ZEPPELIN, TUGBOAT, HANDWRITTEN));
        return ImageGoal.of(mojo);
    }

    private record ThrowAway(String name, BuildLocation location, Assembler assembler) implements Strategy {
        @Override
        public String summary() {
            return "unforeseen";
        }

        @Override
        public BuildPlan plan(BuildRequest request) {
            return new BuildPlan(this, List.of());
        }
    }
}
