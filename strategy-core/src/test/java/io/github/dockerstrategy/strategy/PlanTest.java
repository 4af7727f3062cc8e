package io.github.dockerstrategy.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.NamedLayer;
import io.github.dockerstrategy.layout.NamedLayers;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.IgnoreFile;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A golden file for each strategy, state of the module and output that the strategy can give. */
class PlanTest {

    @TestFactory
    Stream<DynamicTest> plansOfAModuleThatIsBuilt() {
        return plans("built", Requests::built);
    }

    @TestFactory
    Stream<DynamicTest> plansOfAModuleThatIsNotBuilt() {
        return plans("not-built", Requests::notBuilt);
    }

    @TestFactory
    Stream<DynamicTest> plansOfWhatCommandsMake() {
        return plans("commands", output -> Requests.commands(output, "go test ./...", "go build -o 'out/app' ./cmd"));
    }

    /** What is made by no command is made by Maven, or lies among the sources: a Dockerfile never copies what nobody has made. */
    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern", "builder-jib"})
    void mavenMakesAnArtifactOfTheBuildFolderThatNoCommandMakes(String strategy) {
        assertThat(dockerfile(strategy, "target/shop.bin"))
                .contains(" package\n", "chmod -R u=rwX,go=rX /src/shop/target/shop.bin")
                .doesNotContain(":stage");
        assertThat(dockerfile(strategy, "dist/shop.bin"))
                .contains("COPY sources/ ./", "chmod -R u=rwX,go=rX /src/dist/shop.bin")
                .doesNotContain("mvn");
    }

    private static String dockerfile(String strategy, String artifact) {
        return Strategies.builtIn().named(strategy).plan(Requests.artifact(artifact)).steps().stream()
                .filter(Step.WriteFile.class::isInstance)
                .map(step -> ((Step.WriteFile) step).text())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "docker, Dockerfile.dockerignore .dockerignore",
        "/usr/bin/podman, Dockerfile.dockerignore .containerignore .dockerignore"
    })
    void respectsTheIgnoreFilesThatTheBuilderWouldRead(String executable, String names) {
        List<IgnoreFile> files =
                Strategies.builtIn().named("multi-stage").plan(Requests.of(Plans.docker(executable))).steps().stream()
                        .filter(Step.CopySources.class::isInstance)
                        .flatMap(step -> ((Step.CopySources) step).sources().ignoreFiles().stream())
                        .toList();

        assertThat(files.get(0).candidates().stream().map(file -> String.valueOf(file.getFileName())))
                .containsExactly(names.split(" "));
        assertThat(files).extracting(IgnoreFile::folder).doesNotHaveDuplicates().contains(Path.of("/projects"));
    }

    @TestFactory
    Stream<DynamicTest> plansOfEveryPackaging() {
        BaseReference tomcat = new BaseReference.Registry(ImageReference.parse("tomcat:10-jre17", "from"));
        BaseReference java = new BaseReference.Registry(ImageReference.parse("eclipse-temurin:17-jre", "from"));
        Map<String, BuildRequest> packagings = new LinkedHashMap<>();
        packagings.put("jar-on-jlink", Requests.of(ApplicationKind.EXPLODED, new BaseReference.Jlink()));
        packagings.put("war", Requests.of(ApplicationKind.WAR, tomcat));
        packagings.put("packaged", Requests.of(ApplicationKind.PACKAGED, java));
        packagings.put(
                "named-layers",
                Requests.with(new NamedLayers(
                        List.of(new NamedLayer("company-libraries", List.of("com.example:*"), List.of())))));
        return Strategies.builtIn().all().stream()
                .filter(Feature.DESCRIPTION::isSupportedBy)
                .flatMap(strategy -> packagings.entrySet().stream()
                        .map(packaging -> DynamicTest.dynamicTest(
                                strategy.name() + ", " + packaging.getKey(),
                                () -> Golden.assertMatches(
                                        "plan/" + strategy.name() + "/" + packaging.getKey() + ".txt",
                                        PlanPicture.of(strategy.plan(packaging.getValue()))))));
    }

    private static Stream<DynamicTest> plans(String state, Function<Output, BuildRequest> request) {
        return Strategies.builtIn().all().stream()
                .filter(strategy -> Feature.COMMANDS.isSupportedBy(strategy)
                        || !request.apply(Output.TAR).builder().hasCommands())
                .flatMap(strategy -> Stream.of(Output.values())
                        .filter(output -> Feature.valueOf(output.name()).isSupportedBy(strategy))
                        .map(output -> DynamicTest.dynamicTest(
                                strategy.name() + ", " + state + ", to " + output.word(),
                                () -> Golden.assertMatches(
                                        "plan/" + strategy.name() + "/" + state + "-" + output.word() + ".txt",
                                        PlanPicture.of(strategy.plan(request.apply(output)))))));
    }

    @Test
    void aContainerBuildIsGivenItsSecretsAndItsCache() {
        Builder builder = new Builder(
                "maven:3",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Builder.DependencyCache.LAYER,
                Map.of(Builder.SETTINGS, Path.of("/home/ann/settings.xml")));
        Golden.assertMatches(
                "plan/multi-stage/settings-and-cache-layer.txt",
                PlanPicture.of(Strategies.builtIn().named("multi-stage").plan(Requests.of(builder))));
    }

    @Test
    void planningTwiceGivesTheSamePlan() {
        for (Strategy strategy : Strategies.builtIn().all()) {
            assertThat(strategy.plan(Requests.notBuilt(Output.TAR)))
                    .isEqualTo(strategy.plan(Requests.notBuilt(Output.TAR)));
        }
    }

    @Test
    void anOutputThatIsAFileNeedsOneAndNoOtherHasOne() {
        assertThatThrownBy(() -> new Destination(Output.TAR, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Destination(Output.DAEMON, Optional.of(Path.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
