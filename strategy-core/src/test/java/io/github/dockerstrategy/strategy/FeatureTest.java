package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FeatureTest {

    private static final Map<Feature, BuildRequest> ASKING = asking();

    /** What cannot be asked for, but tells strategies apart. */
    private static final Set<Feature> TRAITS =
            EnumSet.of(Feature.DESCRIPTION, Feature.REPRODUCIBLE, Feature.NO_DAEMON, Feature.NO_HOST_BUILD);

    @Test
    void everyFeatureIsTried() {
        assertThat(ASKING.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(TRAITS)));
    }

    @Test
    void whatCannotBeAskedForIsNeverRefused() {
        assertThat(TRAITS).allMatch(trait -> trait.mention().isBlank());
        for (Strategy strategy : Strategies.builtIn().all()) {
            for (BuildRequest request : ASKING.values()) {
                assertThat(refusals(request, strategy))
                        .noneMatch(problem -> problem.where().isBlank());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> eachStrategyGivesOrRefusesEachFeature() {
        return Strategies.builtIn().all().stream()
                .flatMap(strategy -> ASKING.keySet().stream()
                        .map(feature -> DynamicTest.dynamicTest(
                                strategy.name() + " and " + feature.mention(),
                                () -> givesOrRefuses(strategy, feature))));
    }

    private static void givesOrRefuses(Strategy strategy, Feature feature) {
        List<Problem> about = refusals(Objects.requireNonNull(ASKING.get(feature)), strategy).stream()
                .filter(problem -> problem.where().equals(feature.mention()))
                .toList();
        List<Feature> notes = Feature.ignored(Objects.requireNonNull(ASKING.get(feature)), strategy);
        if (feature.isSupportedBy(strategy)) {
            assertThat(about).isEmpty();
            assertThat(notes).isEmpty();
            return;
        }
        if (feature.isIndifferentTo(strategy)) {
            assertThat(about).isEmpty();
            assertThat(notes).containsExactly(feature);
            return;
        }
        assertThat(notes).isEmpty();
        assertThat(about).hasSize(1);
        Problem refusal = about.get(0);
        assertThat(refusal.id()).isEqualTo("unsupported-by-strategy");
        assertThat(refusal.what().toString()).contains("'" + strategy.name() + "'", feature.meaning());
        assertThat(refusal.fix().toString()).contains(feature.mention().toString());
        List<String> able = Strategies.builtIn().all().stream()
                .filter(feature::isSupportedBy)
                .map(Strategy::name)
                .toList();
        assertThat(refusal.fix().toString()).contains(able.isEmpty() ? List.of("no strategy") : able);
    }

    @Test
    void theTableOfWhatEachStrategyCanIsTheOneThatWasAgreedOn() {
        StringBuilder table = new StringBuilder();
        for (Feature feature : Feature.values()) {
            List<String> able = Strategies.builtIn().all().stream()
                    .filter(feature::isSupportedBy)
                    .map(Strategy::name)
                    .toList();
            table.append(feature.name())
                    .append(' ')
                    .append(feature.mention())
                    .append(" (")
                    .append(feature.meaning())
                    .append("): ")
                    .append(able.isEmpty() ? "none" : String.join(", ", able))
                    .append('\n');
        }
        Golden.assertMatches("plan/capabilities.txt", table.toString());
    }

    @Test
    void allRefusalsAreMadeAtOnce() {
        ImageSpec plain =
                Images.plain("shop", new BaseReference.Scratch(), Platform.LINUX_AMD64, new Platform("linux", "arm64"));
        ImageSpec image = with(plain, List.of("apt-get update"), false);
        assertThat(refusals(Requests.of(image, Output.TAR), Strategies.builtIn().named("jib")))
                .extracting(problem -> problem.where().toString())
                .containsExactly("run", "platforms and output=tar");
    }

    @Test
    void anOrdinaryImageIsRefusedByNobody() {
        assertThat(refusals(Requests.built(Output.TAR), Strategies.builtIn().named("jib")))
                .isEmpty();
    }

    @Test
    void severalPlatformsNeedARegistryOrAnOciArchive() {
        ImageSpec image =
                Images.plain("shop", new BaseReference.Scratch(), Platform.LINUX_AMD64, new Platform("linux", "arm64"));
        for (Output output : List.of(Output.REGISTRY, Output.OCI)) {
            assertThat(refusals(Requests.of(image, output), Strategies.builtIn().named("jib")))
                    .isEmpty();
        }
        assertThat(refusals(
                        Requests.of(image, Output.DAEMON), Strategies.builtIn().named("jib")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.id()).isEqualTo("platforms-need-registry");
                    assertThat(problem.what().toString()).contains("linux/amd64", "linux/arm64");
                    assertThat(problem.where().toString()).contains("platforms", "output=daemon");
                    assertThat(problem.fix().toString()).contains("output=registry", "output=oci");
                });
    }

    @Test
    void aStrategyIsFoundByItsName() {
        for (Strategy strategy : Strategies.builtIn().all()) {
            assertThat(Strategies.builtIn().named(strategy.name())).isSameAs(strategy);
            assertThat(strategy.summary()).isNotBlank();
        }
    }

    @Test
    void guessesWhichStrategyWasMeant() {
        refusalOf(() -> Strategies.builtIn().named("jip"))
                .hasId("unknown-strategy")
                .says("'jip'")
                .pointsAt("strategy")
                .advises("did you mean 'jib'?")
                .advises(Strategies.builtIn().names().toArray(String[]::new));
    }

    private static List<Problem> refusals(BuildRequest request, Strategy strategy) {
        Problems problems = new Problems();
        Feature.refuse(request, strategy, Strategies.builtIn(), problems);
        try {
            problems.throwIfAny();
            return List.of();
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    private static Map<Feature, BuildRequest> asking() {
        Map<Feature, BuildRequest> requests = new EnumMap<>(Feature.class);
        ImageSpec plain = Images.full("shop");
        requests.put(Feature.RUN, Requests.of(with(plain, List.of("apt-get update"), false), Output.TAR));
        requests.put(Feature.HEALTH_CHECK, Requests.of(with(plain, List.of(), true), Output.TAR));
        requests.put(
                Feature.FORMAT,
                Requests.of(
                        plain.withManifest(new ManifestSpec(Optional.of(ImageFormat.OCI), Map.of())), Output.REGISTRY));
        requests.put(
                Feature.ANNOTATIONS,
                Requests.of(plain.withManifest(new ManifestSpec(Optional.empty(), Map.of("a", "b"))), Output.REGISTRY));
        requests.put(
                Feature.SEVERAL_PLATFORMS,
                Requests.of(
                        Images.plain(
                                "shop",
                                new BaseReference.Scratch(),
                                Platform.LINUX_AMD64,
                                new Platform("linux", "arm64")),
                        Output.REGISTRY));
        requests.put(Feature.JLINK, Requests.of(plain.withBase(new BaseReference.Jlink()), Output.TAR));
        for (Output output : Output.values()) {
            requests.put(Feature.valueOf(output.name()), Requests.built(output));
        }
        requests.put(
                Feature.BASE_ARCHIVE,
                Requests.of(plain.withBase(new BaseReference.Tar(Path.of("/projects/base.tar"))), Output.TAR));
        requests.put(
                Feature.BUILDER_SECRETS,
                Requests.of(new Builder(
                        "maven:3",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Builder.DependencyCache.NONE,
                        Map.of("token", Path.of("/token")))));
        requests.put(Feature.DOCKER_OPTIONS, Requests.of(Plans.dockerOptions(Map.of("VERSION", "1"), List.of())));
        requests.put(Feature.DOCKER_ARGUMENTS, Requests.of(Plans.dockerOptions(Map.of(), List.of("--squash"))));
        requests.put(Feature.COMMANDS, Requests.commands(Output.TAR, "make"));
        return requests;
    }

    private static ImageSpec with(ImageSpec image, List<String> run, boolean healthCheck) {
        Optional<HealthCheck> check = healthCheck
                ? Optional.of(new HealthCheck(
                        List.of("true"), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                : Optional.empty();
        return new ImageSpec(
                image.name(),
                image.tags(),
                image.from(),
                image.platforms(),
                Images.withHealthCheck(image.config(), check),
                run,
                image.created(),
                image.manifest());
    }
}
