package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same plugin works with every Maven and JDK that it promises to work with, several modules at a time. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class MavenVersionsIT {

    static Stream<Arguments> mavensAndJdks() {
        return Maven.all().stream().flatMap(maven -> Stream.of(17, 25).map(jdk -> Arguments.of(maven, jdk)));
    }

    @ParameterizedTest(name = "{0} on JDK {1}")
    @MethodSource("mavensAndJdks")
    void buildsTwoImagesOfOneReactorAtTheSameTime(Maven maven, int jdk) {
        Workspace workspace = Workspace.copyOf("multi-module");

        BuildLog log = workspace.maven().by(maven).onJdk(jdk).option("-T2").succeed("clean", "package");

        log.shows("Built multi-module-app", "Built multi-module-worker");
        for (String module : List.of("app", "worker")) {
            ImageTar image = workspace.sample().image(module + "/target/docker-strategy/image.tar");
            assertThat(image.layerNamesAboveBase())
                    .containsExactly("dependencies", "project-dependencies", "launch", "classes");
            assertThat(image.entrypoint()).containsExactly("java", "@/app/launch.args");
        }
    }

    @Test
    void findsNothingToComplainAboutInThePlugin() {
        BuildLog log = Workspace.copyOf("http-service")
                .maven()
                .with("maven.plugin.validation", "verbose")
                .succeed("package");

        String complaints = log.text().contains("Plugin validation issues")
                ? log.text().substring(log.text().indexOf("Plugin validation issues"))
                : "";
        assertThat(complaints).doesNotContain("docker-strategy");
    }

    @Test
    void buildsAWarAndASpringBootApplicationWithTheNextMaven() {
        for (String sample : List.of("war-tomcat", "spring-boot-4")) {
            Workspace workspace = Workspace.copyOf(sample);
            workspace.maven().by(Maven.release("4.0.0-rc-5")).onJdk(25).succeed("package");
            assertThat(workspace.sample().image().layerNamesAboveBase()).contains("dependencies", "classes");
        }
    }
}
