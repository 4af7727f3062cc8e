package io.github.dockerstrategy.maven.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenWrapperTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"3.5.4, false", "3.6.0, false", "3.6.3, true", "3.9.9, true", "4.0.0-rc-5, true"})
    void isUsedByDefaultWhereItsMavenCanRunThePlugin(String version, boolean used) throws IOException {
        wrapper(version);
        assertThat(new MavenWrapper(root).isUsed(null)).isEqualTo(used);
    }

    @Test
    void isUsedWhereTheUserSaysSoAndTheImagesMavenOtherwise() throws IOException {
        wrapper("3.9.9");
        assertThat(new MavenWrapper(root).isUsed("wrapper")).isTrue();
        assertThat(new MavenWrapper(root).isUsed("image")).isFalse();
    }

    @Test
    void isNotUsedWhereThereIsNone() {
        assertThat(new MavenWrapper(root).isUsed(null)).isFalse();
        assertThatThrownBy(() -> new MavenWrapper(root).isUsed("wrapper"))
                .hasMessageContaining("There is no Maven wrapper in " + root)
                .hasMessageContaining("<builder><maven>");
    }

    @Test
    void refusesAWrapperThatIsAskedForAndTooOldAndAnUnknownMaven() throws IOException {
        wrapper("3.5.4");
        assertThatThrownBy(() -> new MavenWrapper(root).isUsed("wrapper"))
                .hasMessageContaining("has Maven 3.5.4, and this plugin needs 3.6.3 or newer");
        assertThatThrownBy(() -> new MavenWrapper(root).isUsed("system"))
                .hasMessageContaining("'system' is neither wrapper nor image")
                .hasMessageContaining("wrapper");
    }

    private void wrapper(String version) throws IOException {
        Files.createFile(root.resolve("mvnw"));
        Files.createDirectories(root.resolve(".mvn/wrapper"));
        Files.writeString(
                root.resolve(".mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=https\\\\://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/" + version
                        + "/apache-maven-" + version + "-bin.zip\n");
    }
}
