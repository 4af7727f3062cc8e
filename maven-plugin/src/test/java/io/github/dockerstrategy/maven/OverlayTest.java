package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problems;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {

    private static final String PROJECT_PROPERTIES = "<properties><maven.compiler.release>17</maven.compiler.release>"
            + "<docker-strategy.%1$s>%2$s</docker-strategy.%1$s></properties>";

    @TempDir
    Path basedir;

    @TestFactory
    Stream<DynamicTest> everyScalarListAndMapCanBeTyped() {
        return settable()
                .map(node -> DynamicTest.dynamicTest(node.property(), () -> {
                    GoalContext goal =
                            module().typed(node.property(), sample(node)).context();
                    assertThat(valueOf(goal, node.path())).hasToString(sampleText(node));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyScalarListAndMapCanBeAPropertyOfTheProject() {
        return settable()
                .map(node -> DynamicTest.dynamicTest(node.property(), () -> {
                    String property = node.property().substring(Overlay.PREFIX.length());
                    GoalContext goal = module().pom(PROJECT_PROPERTIES.formatted(property, sample(node)))
                            .context();
                    assertThat(valueOf(goal, node.path())).hasToString(sampleText(node));
                }));
    }

    /** A new parameter shows up here. */
    @Test
    void knowsTheseProperties() {
        Overlay overlay = new Overlay(new Properties(), new Properties(), new Problems());
        overlay.apply(module().mojo(), AbstractImageMojo.class);

        Golden.assertMatches("properties.txt", String.join("\n", overlay.known()) + "\n");
    }

    @Test
    void whatWasTypedWinsOverThePomWhichWinsOverPropertiesOfTheProjectWhichWinOverTheDefault() {
        TestModule all =
                module().pom(PROJECT_PROPERTIES.formatted("from", "project")).configuration("<from>pom</from>");
        TestModule pom =
                module().pom(PROJECT_PROPERTIES.formatted("from", "project")).configuration("<from>pom</from>");
        TestModule project = module().pom(PROJECT_PROPERTIES.formatted("from", "project"));

        assertThat(all.typed("docker-strategy.from", "typed").request().image().from())
                .hasToString("typed");
        assertThat(pom.request().image().from()).hasToString("pom");
        assertThat(project.request().image().from()).hasToString("project");
        assertThat(module().request().image().from()).hasToString("eclipse-temurin:17-jre");
    }

    @Test
    void theSameHoldsForBeansListsAndMaps() {
        String pom =
                "<container><user>1</user><ports><port>1</port></ports><environment><A>pom</A></environment></container>";
        ContainerConfig config = module().configuration(pom)
                .typed("docker-strategy.container.user", "2")
                .typed("docker-strategy.container.ports", "2,3")
                .typed("docker-strategy.container.environment", "B=typed")
                .request()
                .image()
                .config();

        assertThat(config.user()).contains("2");
        assertThat(config.ports()).hasToString("[2/tcp, 3/tcp]");
        assertThat(config.environment()).isEqualTo(Map.of("B", "typed"));
    }

    @Test
    void aProjectPropertyFillsInWhatThePomsElementLeavesOut() {
        ContainerConfig config = module().pom(PROJECT_PROPERTIES.formatted("container.user", "7"))
                .configuration("<container><ports><port>8080</port></ports></container>")
                .request()
                .image()
                .config();

        assertThat(config.user()).contains("7");
        assertThat(config.ports()).hasSize(1);
    }

    @Test
    void skipOnTheCommandLineWinsOverThePom() {
        assertThat(ImageGoal.of(module().typed("docker-strategy.skip", "true").mojo())
                        .isSkipped())
                .isTrue();
        assertThat(ImageGoal.of(module().typed("docker-strategy.skip", "").mojo())
                        .isSkipped())
                .isTrue();
        assertThat(ImageGoal.of(module().configuration("<skip>true</skip>")
                                .typed("docker-strategy.skip", "false")
                                .mojo())
                        .isSkipped())
                .isFalse();
        assertThat(ImageGoal.of(module().configuration("<skip>false</skip>")
                                .typed("docker-strategy.skip", "true")
                                .mojo())
                        .isSkipped())
                .isTrue();
    }

    @Test
    void dashDImageIsShortForTheImage() {
        TestModule module = module().configuration("<image>pom</image>").typed("image", "typed:1");

        assertThat(module.request().image().name()).hasToString("typed:1");
    }

    @Test
    void anEmptyPropertyTakesBackWhatThePomSays() {
        TestModule module = module().configuration("<output>daemon</output><tags><tag>a</tag></tags>")
                .typed("docker-strategy.output", "")
                .typed("docker-strategy.tags", "");

        assertThat(module.request().to().output()).isEqualTo(Output.TAR);
        assertThat(module.request().image().tags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b           | [a, b]",
                "' a , b '     | [a, b]",
                "a,,b,         | [a, b]",
                "a\\,b,c       | [a,b, c]",
                "-Dx=y z       | [-Dx=y z]",
                "' , '         | []"
            })
    void listsAreSplitAtCommas(String typed, String expected) {
        GoalContext goal =
                module().typed("docker-strategy.container.jvmFlags", typed).context();

        assertThat(goal.parameters().container().jvmFlags).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=1,B=2         | {A=1, B=2}",
                "A=,B            | {A=}",
                "OPTS=-a=b\\,c   | {OPTS=-a=b,c}",
                "Z=1,A=2         | {Z=1, A=2}"
            })
    void mapsAreKeysAndValues(String typed, String expected) {
        GoalContext goal =
                module().typed("docker-strategy.container.environment", typed).context();

        assertThat(goal.parameters().container().environment).hasToString(expected);
    }

    @Test
    void refusesWhatIsNoPropertyNumberMapOrTruth() {
        Golden.assertMatches(
                "bad-properties.txt",
                module().typed("docker-strategy.contaner.user", "1")
                        .typed("docker-strategy.container.enviroment", "A=1")
                        .typed("docker-strategy.nothing-like-it-at-all", "")
                        .typed("docker-strategy.container.labels", "a=1,b,=c")
                        .typed("docker-strategy.container.healthCheck.retries", "often")
                        .typed("docker-strategy.skip", "perhaps")
                        .complaint());
    }

    @Test
    void leavesPropertiesOfOthersAndTheOneForTheVersionAlone() {
        module().typed("docker.image", "x")
                .typed("docker-strategy", "x")
                .typed("docker-strategy.version", "1")
                .request();
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }

    private static Stream<Beans.Node> settable() {
        return Beans.all().stream().filter(node -> node.isLeaf() && !node.inList());
    }

    private static String sample(Beans.Node node) {
        if (node.isMap()) {
            return "A=1,B=2";
        }
        if (node.isList()) {
            return "a,b";
        }
        return node.type() == Integer.class ? "7" : "true";
    }

    private static String sampleText(Beans.Node node) {
        return node.isMap() ? "{A=1, B=2}" : node.isList() ? "[a, b]" : sample(node);
    }

    private static Object valueOf(GoalContext goal, List<String> path) throws ReflectiveOperationException {
        Object value = path.get(0).equals("strategy") ? goal : goal.parameters();
        for (String name : path) {
            Field field = value.getClass().getDeclaredField(name);
            field.setAccessible(true);
            value = field.get(value);
        }
        assertThat(value).isInstanceOfAny(String.class, Collection.class, Map.class, Boolean.class, Integer.class);
        return value;
    }
}
