package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {

    @TempDir
    Path basedir;

    @Test
    void aJarIsLaunchedByItsArgumentFileAndNotAsRoot() {
        BuildRequest request = TestModule.in(basedir)
                .pom("<properties><maven.compiler.release>17</maven.compiler.release></properties>")
                .request();

        assertThat(request.image().config().user()).contains("65532:65532");
        assertThat(request.image().config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
    }
}
