package io.github.dockerstrategy.maven.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.layout.NamedLayer;
import io.github.dockerstrategy.maven.TestModule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedLayersReaderTest {

    private static final String COMPANY =
            "<layer><name> company </name><dependencies><d>com.acme:*</d><d> org.acme:* </d></dependencies></layer>";
    private static final String ASSETS = "<layer><name>assets</name><paths><p>/app/static/**</p></paths></layer>";

    @TempDir
    Path basedir;

    @Test
    void areReadInTheirOrder() {
        assertThat(module().configuration("<layers>" + COMPANY + ASSETS + "</layers>"
                                + "<dependencies><layers>4</layers></dependencies>")
                        .request()
                        .split()
                        .named()
                        .layers())
                .containsExactly(
                        new NamedLayer("company", List.of("com.acme:*", "org.acme:*"), List.of()),
                        new NamedLayer("assets", List.of(), List.of("/app/static/**")));
    }

    @Test
    void areAmongTheNamesThatADockerfileIsWrittenWith() {
        assertThat(module().configuration("<layers>" + ASSETS + COMPANY + "</layers>"
                                + "<dependencies><layers>1</layers></dependencies>")
                        .request()
                        .layerNames())
                .startsWith("dependencies", "assets", "company", "snapshot-dependencies");
    }

    @Test
    void whatIsWrongWithOneIsToldWithTheOtherProblems() {
        assertThat(module().configuration("<layers><layer><name>Big Ones</name></layer></layers><output>fiel</output>")
                        .complaint())
                .contains("2 problems", "'Big Ones' is not a name of a layer", "'fiel' is not an output");
        assertThat(module().configuration("<layers><layer><paths><p>/x</p></paths></layer></layers>")
                        .complaint())
                .contains("A layer has no name");
    }

    @Test
    void aNumberOfLayersBelongsToTheDependencies() {
        assertThat(module().configuration("<layers>16</layers>").complaint())
                .contains("The text '16' is not allowed in <layers>", "name, dependencies, paths");
    }

    @Test
    void whatCommandsBuildIsNotDivided() {
        assertThat(module().configuration("<layers>" + COMPANY + "</layers>"
                                + "<builder><commands><c>make</c></commands><artifact>out</artifact></builder>")
                        .complaint())
                .contains("one layer, which cannot be divided", "where: <layers>");
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }
}
