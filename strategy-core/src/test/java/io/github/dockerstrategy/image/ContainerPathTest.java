package io.github.dockerstrategy.image;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "//, /",
        "/app/, /app",
        "/app//lib/./x, /app/lib/x",
        "/app/../etc, /etc",
        "/../../etc, /etc",
        "/a/b/.., /a",
    })
    void isWrittenInOneWayOnly(String text, String path) {
        assertThat(ContainerPath.parse(text, "into").value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "./app", "", "../app", "/app\n/etc", "/app\r/etc", "/\u007f"})
    void refusesARelativePathAndAPathOfTwoLines(String text) {
        refusalOf(() -> ContainerPath.parse(text, "workingDirectory"))
                .hasId("path-not-absolute")
                .pointsAt("workingDirectory");
    }

    @Test
    void refusesAPropertyThatNobodySets() {
        refusalOf(() -> ContainerPath.parse("/a/${b.c}", "into"))
                .hasId("unset-property")
                .says("'/a/${b.c}' has the property 'b.c' in it")
                .pointsAt("into")
                .advises("set it in the build's properties");
    }

    @Test
    void hasNoBlanksAroundIt() {
        assertThat(ContainerPath.parse(" /a b\n", "into").value()).isEqualTo("/a b");
    }

    @Test
    void tellsHowARelativePathWouldBeRight() {
        refusalOf(() -> ContainerPath.parse("./app/lib", "into")).advises("/app/lib");
    }

    @Test
    void refusesARelativePathFromCodeToo() {
        assertThatThrownBy(() -> new ContainerPath("app")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resolvesNamesWithSeveralSegments() {
        assertThat(new ContainerPath("/app").resolve("lib/a.jar")).hasToString("/app/lib/a.jar");
        assertThat(ContainerPath.ROOT.resolve("etc")).hasToString("/etc");
    }

    @Test
    void knowsItsParentAndName() {
        ContainerPath path = new ContainerPath("/app/lib/a.jar");
        assertThat(path.parent()).contains(new ContainerPath("/app/lib"));
        assertThat(path.fileName()).isEqualTo("a.jar");
        assertThat(path.relative()).isEqualTo("app/lib/a.jar");
        assertThat(new ContainerPath("/app").parent()).contains(ContainerPath.ROOT);
        assertThat(ContainerPath.ROOT.parent()).isEmpty();
    }
}
