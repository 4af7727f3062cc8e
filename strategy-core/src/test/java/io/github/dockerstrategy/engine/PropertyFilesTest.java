package io.github.dockerstrategy.engine;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.Step.WriteUserProperties;
import io.github.dockerstrategy.testing.Plans;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyFilesTest {

    @TempDir
    Path folder;

    @Test
    void whatMayBeASecretIsInOneFileThatOnlyItsOwnerReads() throws Exception {
        write(Plans.TYPED);

        assertThat(folder.resolve("hidden"))
                .content()
                .isEqualTo("-Dmaven.test.skip=true\n-Dpwd=hunter2\n-Drepo.url=https://ci:hunter2@example.com/\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("hidden"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("sources/.mvn/maven.config")).content().isEqualTo("-Dmaven.test.skip=true\n");
        assertThat(folder.resolve("sources/.mvn/docker-strategy.properties"))
                .content()
                .contains("f1")
                .doesNotContain("hunter2");
    }

    @Test
    void ourParametersArriveWithTheirBlanks() throws Exception {
        write(Plans.TYPED);

        Properties read = new Properties();
        read.load(new StringReader(Files.readString(folder.resolve("sources/.mvn/docker-strategy.properties"))));
        assertThat(read).containsOnly(Map.entry("docker-strategy.container.jvmFlags", "-Xmx1g,-Da=b c"));
    }

    @Test
    void otherValuesMakeAnotherContext() throws Exception {
        write(Plans.TYPED);
        byte[] first = Files.readAllBytes(folder.resolve("sources/.mvn/docker-strategy.properties"));
        write(Plans.TYPED);
        assertThat(folder.resolve("sources/.mvn/docker-strategy.properties")).hasBinaryContent(first);

        write(new UserProperties(Map.of(), Map.of(), Map.of(), Map.of("pwd", "other"), "f2", List.of()));
        assertThat(Files.readAllBytes(folder.resolve("sources/.mvn/docker-strategy.properties")))
                .isNotEqualTo(first);
    }

    @Test
    void theProjectsOwnFileStaysAndCountsBefore() throws Exception {
        Path own = Files.writeString(folder.resolve("maven.config"), "-T1");
        Path linked = Files.createDirectories(folder.resolve("sources/.mvn")).resolve("maven.config");
        Files.createLink(linked, own);

        write(Plans.TYPED);

        assertThat(own).content().isEqualTo("-T1");
        assertThat(linked).content().isEqualTo("-T1\n-Dmaven.test.skip=true\n");
        assertThat(folder.resolve("hidden")).content().startsWith("-T1\n-Dmaven.test.skip=true\n-Dpwd=");
    }

    @Test
    void refusesAFileOfTheProjectThatIsNotInUtf8() throws Exception {
        Path own = Files.write(folder.resolve("maven.config"), new byte[] {'-', 'D', 'a', '=', (byte) 0xe4, '\n'});
        refusalOf(() -> write(Plans.TYPED))
                .hasId("wrong-encoding")
                .says("'" + own + "'")
                .advises("UTF-8");
    }

    private void write(UserProperties properties) {
        new PropertyFiles(new WriteUserProperties(
                        properties,
                        folder.resolve("maven.config"),
                        List.of(folder.resolve("sources")),
                        folder.resolve("hidden")))
                .write();
    }
}
