package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Maven reads an empty element as {@code null}, also in the middle of a list or a map; and a user may write anything. */
class EmptyElementsTest {

    private static final List<String> ODD = List.of(
            "[",
            "{",
            "\\",
            ":",
            "@",
            "$1",
            "://",
            "tar://",
            "99999999999999999999",
            "-1",
            "a/../../b",
            "line&#10;break");

    @TempDir
    Path basedir;

    /** Each parameter in turn, in every way in which it can be empty: an answer or a problem, and never anything else. */
    @TestFactory
    Stream<DynamicTest> anEmptyElementIsNowhereABug() {
        return Beans.all().stream()
                .flatMap(node -> Stream.of("", " ", "<x/>", "<x></x><y>1</y>", "<x> </x>")
                        .filter(content -> !content.contains("<") || node.isList() || node.isMap())
                        .filter(content -> !content.contains("1") || node.isLeaf())
                        .map(node::xml)
                        .map(xml -> DynamicTest.dynamicTest(xml, () -> use(xml))));
    }

    /** Each parameter in turn with what does not belong there. */
    @TestFactory
    Stream<DynamicTest> anOddValueIsNowhereABug() {
        return Beans.all().stream()
                .filter(Beans.Node::isLeaf)
                .flatMap(node -> ODD.stream()
                        .map(value -> node.isList() || node.isMap() ? "<x>" + value + "</x>" : value)
                        .map(node::xml))
                .filter(xml -> !xml.startsWith("<skip>") && !xml.startsWith("<stageOnly>"))
                .filter(xml -> !xml.contains("<retries>") && !xml.contains("<insecure>")) // Maven reads those itself
                .map(xml -> DynamicTest.dynamicTest(xml, () -> use(xml)));
    }

    /** Everything of a goal that reads parameters. */
    private void use(String xml) {
        AbstractImageMojo mojo =
                TestModule.in(basedir).built().configuration(xml).mojo();
        try {
            ImageGoal image = ImageGoal.of(mojo);
            BuildRequest request = image.request();
            image.strategy().plan(request);
            image.run(request);
            image.layout(request).applicationLayers();
        } catch (ProblemException e) {
            assertThat(e.problems())
                    .allSatisfy(problem ->
                            assertThat(problem.text()).doesNotContain("null").contains("where:", "fix:"));
        }
    }

    @Test
    void anEmptyElementOfAListIsLeftOutAndOneOfAMapIsAnEmptyValue() {
        BuildRequest request = TestModule.in(basedir)
                .configuration(
                        "<tags><tag/><tag>a</tag></tags><container><args><arg/><arg>b</arg></args><ports><port></port></ports>"
                                + "<environment><A/><B>1</B></environment><labels><c/></labels></container>")
                .request();

        ContainerConfig config = request.image().config();
        assertThat(request.image().tags()).containsExactly("a");
        assertThat(config.cmd()).contains(List.of("b"));
        assertThat(config.ports()).isEmpty();
        assertThat(config.environment()).isEqualTo(Map.of("A", "", "B", "1"));
        assertThat(config.labels()).containsEntry("c", "");
    }

    @Test
    void anEmptyScalarIsOneThatWasNotSet() {
        BuildRequest empty = TestModule.in(basedir)
                .configuration("<strategy/><image> </image><output/><from/><containerizingMode/>"
                        + "<container><user/><workingDirectory/><creationTime/></container>")
                .request();

        assertThat(empty.image()).isEqualTo(TestModule.in(basedir).request().image());
    }
}
