package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Maven is told of the goals. */
class PluginDescriptorTest {

    private static final PluginDescriptor PLUGIN = Descriptors.plugin();

    @Test
    void hasItsGoals() {
        assertThat(PLUGIN.getGoalPrefix()).isEqualTo("docker-strategy");
        assertThat(PLUGIN.getMojos())
                .extracting(MojoDescriptor::getGoal)
                .contains("build", "push", "stage", "plan", "help");
    }

    @Test
    void boundGoalsHaveThePhaseInWhichTheyAreOfUse() {
        assertThat(PLUGIN.getMojo("build").getPhase()).isEqualTo("package");
        assertThat(PLUGIN.getMojo("push").getPhase()).isEqualTo("deploy");
        assertThat(PLUGIN.getMojo("plan").getPhase()).isNull();
    }

    @TestFactory
    Stream<DynamicTest> everyGoalMayRunInParallelAndOnACleanCheckout() {
        return goals().map(goal -> DynamicTest.dynamicTest(goal.getGoal(), () -> {
            assertThat(goal.isThreadSafe()).isTrue();
            assertThat(goal.getDependencyResolutionRequired())
                    .as("unbuilt siblings must not fail a container build")
                    .isNull();
            assertThat(goal.getDependencyCollectionRequired()).isNull();
            assertThat(goal.getExecutePhase()).as("forks no lifecycle").isNull();
            assertThat(goal.isAggregator()).isFalse();
            assertThat(goal.getDescription()).isNotBlank();
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyGoalReadsItsParametersPatiently() {
        return goals().map(goal -> DynamicTest.dynamicTest(
                goal.getGoal(),
                () -> assertThat(goal.getComponentConfigurator()).isEqualTo("docker-strategy")));
    }

    @TestFactory
    Stream<DynamicTest> everyParameterIsDescribedAndCanBeTyped() {
        return goals().flatMap(goal -> goal.getParameters().stream()
                .filter(Parameter::isEditable)
                .map(parameter -> DynamicTest.dynamicTest(goal.getGoal() + " " + parameter.getName(), () -> {
                    assertThat(parameter.getDescription()).isNotBlank();
                    assertThat(parameter.getType())
                            .as("Maven before 3.9.9 cannot make one")
                            .isNotEqualTo("java.nio.file.Path");
                    assertThat(parameter.isRequired()).isFalse();
                })));
    }

    @Test
    void ownPropertiesHaveOurPrefix() {
        List<String> expressions = goals().flatMap(
                        goal -> Stream.of(goal.getMojoConfiguration().getChildren()))
                .map(parameter -> parameter.getValue(""))
                .filter(expression -> expression.startsWith("${"))
                .toList();

        assertThat(expressions).isNotEmpty().allMatch(expression -> expression.startsWith("${docker-strategy."));
    }

    private static Stream<MojoDescriptor> goals() {
        return PLUGIN.getMojos().stream().filter(goal -> !goal.getGoal().equals("help"));
    }
}
