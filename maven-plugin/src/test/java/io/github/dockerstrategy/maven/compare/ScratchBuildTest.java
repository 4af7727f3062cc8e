package io.github.dockerstrategy.maven.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.compare.CompareSettings;
import io.github.dockerstrategy.compare.ModuleBuild;
import io.github.dockerstrategy.compare.Scenario;
import io.github.dockerstrategy.compare.ScratchProject;
import io.github.dockerstrategy.maven.CompareMojo;
import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a scratch copy is built. */
class ScratchBuildTest {

    private static final Strategy ZEPPELIN = new ThrowAway("zeppelin", Assembler.DAEMONLESS);
    private static final Strategy TUGBOAT = new ThrowAway("tugboat", Assembler.DOCKER);

    @TempDir
    Path basedir;

    @Test
    void outputAndCacheFollowFromTheAxesOfTheStrategyNotFromItsName() {
        assertThat(child(ZEPPELIN, false))
                .contains("-Ddocker-strategy.strategy=zeppelin", "-Ddocker-strategy.output=tar")
                .noneMatch(argument -> argument.contains("--no-cache"));
        assertThat(child(TUGBOAT, false))
                .contains("-Ddocker-strategy.output=daemon", "-Ddocker-strategy.docker.additionalArgs=--no-cache");
        assertThat(child(TUGBOAT, true)).contains("-Ddocker-strategy.output=registry");
    }

    private List<String> child(Strategy strategy, boolean pushed) {
        CompareMojo mojo = (CompareMojo) TestModule.in(basedir).goal("compare").mojo();
        ScratchProject project = new ScratchProject(basedir, "", List.of(), Optional.empty(), Optional.empty());
        CompareSettings settings = new CompareSettings(
                project,
                basedir,
                List.of(strategy),
                List.of(Scenario.FIRST),
                1,
                "scratch/shop",
                pushed,
                List.of(),
                false,
                MavenNotation.INSTANCE);
        return new ScratchBuild(TestModule.context(mojo), settings)
                .own(new ModuleBuild.Order(strategy, basedir, "shop", basedir, pushed, true, basedir));
    }

    private record ThrowAway(String name, Assembler assembler) implements Strategy {
        @Override
        public String summary() {
            return "unforeseen";
        }

        @Override
        public BuildLocation location() {
            return BuildLocation.HOST;
        }

        @Override
        public BuildPlan plan(BuildRequest request) {
            return new BuildPlan(this, List.of());
        }
    }
}
