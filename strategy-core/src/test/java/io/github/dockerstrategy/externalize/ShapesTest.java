package io.github.dockerstrategy.externalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.externalize.ExternalizeInput.Host;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Dockerfiles in all shapes. In the resources, a line with {@code >} is a text of the result, or line and reason of the refusal, one with
 * {@code !} a word that the result does not have.
 */
class ShapesTest {

    private static final HostTree TREE = HostTree.of(
            ".mvn/wrapper/maven-wrapper.properties",
            "build.gradle",
            "build/libs/shop-1.0.jar",
            "docker/prod.properties",
            "docker/start.sh",
            "gradlew",
            "many/a.jar",
            "many/b.jar",
            "mvnw",
            "pom.xml",
            "service/build/libs/war.war",
            "service/pom.xml",
            "service/src/A.java",
            "service/target/service-1.0.jar",
            "settings.xml",
            "src/main/java/App.java",
            "target/lib/a.jar",
            "target/shop-1.0.jar",
            "target/shop.zip");

    private record Shape(String name, List<String> wanted, List<String> unwanted, String dockerfile) {}

    static ExternalizeInput input(String dockerfile) {
        return new ExternalizeInput(
                ParsedDockerfile.read(dockerfile),
                Optional.empty(),
                Map.of(),
                TREE,
                "",
                "target/docker-strategy/externalize",
                "shop:1.0",
                new Host(true, 17));
    }

    @TestFactory
    Stream<DynamicTest> externalizes() throws IOException {
        return shapes("externalized")
                .map(shape -> DynamicTest.dynamicTest(shape.name(), () -> {
                    Externalization result = Externalization.of(input(shape.dockerfile()));
                    assertThat(result.refusals()).isEmpty();
                    assertThat(result.dockerfile() + result.script()).contains(shape.wanted());
                    shape.unwanted()
                            .forEach(word -> assertThat(result.dockerfile() + result.script())
                                    .doesNotContain(word));
                    assertThat(result.dockerfile()).doesNotContain("maven:", "gradle:");
                    checkFates(shape, result);
                }));
    }

    /** No instruction is without a fate, and what is left copies from no stage that went. */
    private static void checkFates(Shape shape, Externalization result) {
        ParsedDockerfile before = ParsedDockerfile.read(shape.dockerfile());
        ParsedDockerfile after = ParsedDockerfile.read(result.dockerfile());
        assertThat(result.fates()).hasSameSizeAs(before.instructions());
        assertThat(after.instructions()).hasSize((int) result.fates().stream()
                .filter(line -> line.fate() == Fate.KEPT || line.fate() == Fate.CHANGED)
                .count());
        after.stages()
                .forEach(stage -> stage.instructions().stream()
                        .flatMap(instruction -> instruction.flag("from").stream())
                        .filter(from -> !from.contains(":"))
                        .forEach(from -> assertThat(ParsedDockerfile.find(after.stages(), from, stage.index()))
                                .isPresent()));
    }

    @TestFactory
    Stream<DynamicTest> refuses() throws IOException {
        return shapes("refused")
                .map(shape -> DynamicTest.dynamicTest(shape.name(), () -> {
                    Externalization result = Externalization.of(input(shape.dockerfile()));
                    String wanted = shape.wanted().get(0);
                    int colon = wanted.indexOf(": ");
                    Finding refusal = result.refusals().get(0);
                    assertThat(refusal.line() + ": " + refusal.reason())
                            .startsWith(wanted.substring(0, colon + 2))
                            .contains(wanted.substring(colon + 2));
                    assertThat(refusal.fix()).isNotBlank();
                }));
    }

    private static Stream<Shape> shapes(String name) throws IOException {
        String text = Files.readString(Path.of("src", "test", "resources", "externalize", name + ".txt"));
        List<Shape> shapes = new ArrayList<>();
        for (String part : text.split("(?m)^=== ")) {
            if (!part.isBlank()) {
                List<String> lines = part.lines().toList();
                List<String> rest = lines.subList(1, lines.size());
                shapes.add(new Shape(
                        lines.get(0),
                        marked(rest, "> "),
                        marked(rest, "! "),
                        String.join(
                                        "\n",
                                        rest.stream()
                                                .filter(line -> !line.startsWith("> ") && !line.startsWith("! "))
                                                .toList())
                                + "\n"));
            }
        }
        return shapes.stream();
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
