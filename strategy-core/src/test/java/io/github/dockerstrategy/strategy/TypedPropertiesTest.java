package io.github.dockerstrategy.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import io.github.dockerstrategy.strategy.Step.WriteFile;
import io.github.dockerstrategy.strategy.Step.WriteUserProperties;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was typed with {@code -D} reaches a build in a container in files that are mounted, and nothing else. */
class TypedPropertiesTest {

    private static final Path ROOT = Path.of("/projects");

    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern", "builder-jib"})
    void noValueIsInAStepThatIsShownOrKept(String strategy) {
        BuildPlan plan = plan(strategy, Plans.TYPED);

        assertThat(plan.toString()).doesNotContain("hunter2");
        assertThat(texts(plan))
                .contains("type=secret,id=docker-strategy.maven.config,target=/src/.mvn/maven.config,required=true")
                .doesNotContain("hunter2", "pwd", "repo.url", "Xmx1g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern", "builder-jib"})
    void theBuildMountsWhatIsWrittenForIt(String strategy) {
        BuildPlan plan = plan(strategy, Plans.TYPED);
        WriteUserProperties written = plan.steps().stream()
                .filter(WriteUserProperties.class::isInstance)
                .map(WriteUserProperties.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(secrets(plan)).containsEntry("docker-strategy.maven.config", written.hiddenFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern", "builder-jib"})
    void withoutAnythingToHideNothingIsMounted(String strategy) {
        UserProperties open =
                new UserProperties(Map.of(), Map.of(), Map.of("revision", "5"), Map.of(), "", List.of("pwd"));

        assertThat(texts(plan(strategy, open))).doesNotContain("docker-strategy.maven.config");
        assertThat(secrets(plan(strategy, open))).isEmpty();
    }

    private static BuildPlan plan(String strategy, UserProperties properties) {
        return Strategies.builtIn()
                .named(strategy)
                .plan(Requests.in(ROOT, Requests.notBuilt(Output.DAEMON), properties));
    }

    private static String texts(BuildPlan plan) {
        return plan.steps().stream()
                .filter(WriteFile.class::isInstance)
                .map(step -> ((WriteFile) step).text())
                .reduce("", String::concat);
    }

    private static Map<String, Path> secrets(BuildPlan plan) {
        for (Step step : plan.steps()) {
            if (step instanceof ExtractFromBuilder extract) {
                return extract.secrets();
            }
            if (step instanceof BuildWithDocker build) {
                return build.secrets();
            }
        }
        throw new AssertionError("no build in " + plan);
    }
}
