package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.Credentials;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistrySettings;
import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Base images from, and images to, a registry on this machine that speaks plain HTTP. */
@Timeout(20)
class RegistryTest {

    private static final Platform ARM = new Platform("linux", "arm64");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void theBaseIsPinnedByTheDigestItsTagHasNow() {
        String digest = registry.put("base", "17", "17.0.15");
        BuiltImage made = build(from("base:17"));
        assertThat(made.base()).isEqualTo(registry.host() + "/base:17@" + digest);
        assertThat(registry.requests())
                .contains("HEAD /v2/base/manifests/17", "GET /v2/base/manifests/" + digest)
                .as("what is checked is what is built on")
                .doesNotContain("GET /v2/base/manifests/17");
    }

    @Test
    void aTagThatHasMovedGivesTheNewBase() {
        registry.put("base", "17", "17.0.15");
        BuiltImage first = build(from("base:17"));
        String moved = registry.put("base", "17", "17.0.16");
        BuiltImage second = build(from("base:17"));
        assertThat(second.base()).endsWith(moved);
        assertThat(second.imageId()).isNotEqualTo(first.imageId());
    }

    @Test
    void theImageLiesOnTheBaseAndTakesItsConfigurationOver() {
        registry.put("base", "17", "17.0.15");
        build(from("base:17"));
        ArchivedImage archive = ArchivedImage.read(folder.resolve("work/image.tar"));
        assertThat(archive.layers()).hasSize(2);
        assertThat(archive.layers().get(0)).contains("etc/os-release");
        assertThat(archive.config().path("config").path("Env"))
                .extracting(JsonNode::asText)
                .contains("PATH=/usr/bin", "JAVA_VERSION=17.0.15");
    }

    @Test
    void aBaseWithAnOlderJavaIsRefused() {
        registry.put("base", "11", "11.0.22");
        refusalOf(() -> build(from("base:11")))
                .hasId("base-java-too-old")
                .says(registry.host() + "/base:11", "Java 11", "Java 17")
                .pointsAt("from", "the Java release of the compiler")
                .advises("Java 17 or newer", "compile for 11")
                .isFor(Blame.PROJECT);
        assertThat(new Folder(folder.resolve("work")).files()).isEmpty();
    }

    @Test
    void aBaseThatDoesNotTellItsJavaIsTrusted() {
        registry.put("base", "odd", "latest");
        assertThat(build(from("base:odd")).base()).contains("/base:odd@sha256:");
    }

    @Test
    void theJavaOfAnIndexIsReadFromTheRightPlatform() {
        registry.putIndex("base", "11", "11.0.22", Platform.LINUX_AMD64, ARM);
        refusalOf(() -> build(from("base:11"))).hasId("base-java-too-old");
    }

    @Test
    void aPlatformThatTheBaseDoesNotHaveIsNamed() {
        registry.putIndex("base", "17", "17", ARM);
        refusalOf(() -> build(from("base:17")))
                .hasId("platform-not-in-base")
                .pointsAt("platforms")
                .isFor(Blame.PROJECT);
    }

    @Test
    void aBaseThatIsNotThereIsNamed() {
        registry.put("base", "17", "17");
        refusalOf(() -> build(from("base:71")))
                .hasId("image-not-in-registry")
                .says("pull the base image", registry.host() + "/base:71")
                .pointsAt("from")
                .advises("typos");
    }

    @Test
    void aRegistryThatWantsALoginIsNamedWithTheWaysToGiveIt() {
        registry.withLogin("ann", "right").put("base", "17", "17");
        refusalOf(() -> build(from("base:17")))
                .hasId("registry-unauthorized")
                .says(registry.host())
                .pointsAt("from")
                .advises("the build tool's settings", "docker login " + registry.host(), "username=")
                .isFor(Blame.ENVIRONMENT);
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        registry.withLogin("ann", "right").put("base", "17", "17");
        AssemblyFixture bench = bench().with(login("ann", "wr0ng-pa55"));
        refusalOf(() -> bench.build(from("base:17"), Output.TAR, Samples.small("A")))
                .hasId("registry-unauthorized")
                .doesNotMention("wr0ng-pa55");
        assertThat(bench.log().everything()).noneMatch(line -> line.contains("wr0ng-pa55"));
    }

    @Test
    void aCredentialHelperThatIsMissingIsNamed() {
        registry.withLogin("ann", "right").put("base", "17", "17");
        Registries helper = AssemblyFixture.registries(
                List.of(new RegistrySettings(registry.host(), Optional.empty(), Optional.of("no-such-helper"), false)));
        refusalOf(() -> bench().with(helper).build(from("base:17"), Output.TAR, Samples.small("A")))
                .hasId("credential-helper-failed")
                .says("docker-credential-no-such-helper")
                .advises("credHelper", "config.json")
                .isFor(Blame.ENVIRONMENT);
    }

    @Test
    void theRightPasswordOpensTheRegistryForPullAndPush() {
        registry.withLogin("ann", "right").put("base", "17", "17");
        AssemblyFixture bench = bench().with(login("ann", "right"));
        BuiltImage made = bench.build(from("base:17", "shop:1"), Output.REGISTRY, Samples.small("A"));
        assertThat(made.pushed()).isTrue();
        assertThat(registry.manifest("shop", "1")).isPresent();
        assertThat(bench.log().everything()).noneMatch(line -> line.contains("right"));
    }

    @Test
    void everyTagIsPushedAndHasTheSameDigest() throws IOException {
        BuiltImage made = bench().build(
                        Images.full(registry.host() + "/team/shop:1", "2", "latest"),
                        Output.REGISTRY,
                        Samples.small("A"));
        String manifest = registry.manifest("team/shop", made.imageDigest()).orElseThrow();
        for (String tag : List.of("1", "2", "latest")) {
            assertThat(registry.manifest("team/shop", tag)).contains(manifest);
        }
        JsonNode layer = JSON.readTree(manifest).path("layers").path(0);
        assertThat(made.layers()).singleElement().satisfies(result -> {
            assertThat(result.name()).isEqualTo("classes");
            assertThat(result.digest()).isEqualTo(layer.path("digest").asText());
            assertThat(result.size()).isEqualTo(layer.path("size").asLong());
        });
    }

    @Test
    void anImageThatTheRegistryHasAlreadyIsNotSentAgain() {
        ImageSpec image = Images.full(registry.host() + "/shop:1");
        bench().build(image, Output.REGISTRY, Samples.small("A"));
        int before = registry.requests().size();
        bench().build(image, Output.REGISTRY, Samples.small("A"));
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .noneMatch(request -> request.startsWith("PATCH") || request.startsWith("POST"));
    }

    @Test
    void severalPlatformsArePushedAsAnIndex() throws IOException {
        registry.putIndex("base", "17", "17", Platform.LINUX_AMD64, ARM);
        BaseReference base = BaseReference.parse(registry.host() + "/base:17", folder, "from");
        BuiltImage made = bench().build(
                        Images.plain(registry.host() + "/shop:1", base, Platform.LINUX_AMD64, ARM),
                        Output.REGISTRY,
                        Samples.small("A"));
        JsonNode index = JSON.readTree(registry.manifest("shop", "1").orElseThrow());
        assertThat(index.path("manifests"))
                .extracting(entry -> entry.path("platform").path("architecture").asText())
                .containsExactlyInAnyOrder("amd64", "arm64");
        assertThat(made.imageDigest()).startsWith("sha256:");
        assertThat(registry.manifest("shop", made.imageDigest())).isEqualTo(registry.manifest("shop", "1"));
    }

    @Test
    void anIndexHasThePlatformsInTheirOrder() throws IOException {
        Platform[] platforms = {
            ARM,
            Platform.LINUX_AMD64,
            new Platform("linux", "s390x"),
            new Platform("linux", "ppc64le"),
            new Platform("linux", "386")
        };
        registry.putIndex("base", "17", "17", platforms);
        BaseReference base = BaseReference.parse(registry.host() + "/base:17", folder, "from");
        BuiltImage made = bench().build(
                        Images.plain(registry.host() + "/shop:1", base, platforms),
                        Output.REGISTRY,
                        Samples.small("A"));
        assertThat(made.imageDigest()).isEqualTo(made.imageId());
        JsonNode index = JSON.readTree(registry.manifest("shop", "1").orElseThrow());
        assertThat(index.path("manifests"))
                .extracting(entry -> entry.path("platform").path("architecture").asText())
                .containsExactly("arm64", "amd64", "s390x", "ppc64le", "386");
    }

    @Test
    void aBaseForOnePlatformIsNotTakenForAnother() {
        registry.put("base", "17", "17");
        BaseReference base = BaseReference.parse(registry.host() + "/base:17", folder, "from");
        refusalOf(() -> bench().build(
                                Images.plain(registry.host() + "/shop:1", base, Platform.LINUX_AMD64, ARM),
                                Output.REGISTRY,
                                Samples.small("A")))
                .hasId("platform-not-in-base")
                .says("linux/arm64", "it has: linux/amd64");
        assertThat(registry.manifest("shop", "1")).isEmpty();
    }

    @Test
    void aTargetThatWantsALoginIsFoundOutBeforeAnythingIsBuilt() {
        registry.withLogin("ann", "right");
        ImageSpec image = Images.full(registry.host() + "/shop:1");
        refusalOf(() -> bench().build(image, Output.REGISTRY, Samples.small("A")))
                .hasId("registry-unauthorized")
                .says("push")
                .pointsAt("image");
        assertThat(new Folder(folder).files()).isEmpty();
    }

    /** 127.1 is this machine as well, but no name that everybody knows to be it. */
    @Test
    void aRegistryThatIsBusyForAMomentIsAskedOnceMore() {
        registry.put("base", "17", "17");
        registry.withFaults(2, "/v2/base/manifests/17"); // of them, one is the quick look
        assertThat(build(from("base:17")).base()).startsWith(registry.host());
    }

    @Test
    void aRegistryThatStaysBusyIsNamed() {
        registry.put("base", "17", "17");
        registry.withFaults(100, "/v2/base/manifests/17");
        refusalOf(() -> build(from("base:17"))).hasId("registry-server-error").says(registry.host(), "503");
        assertThat(registry.requests()).hasSizeLessThan(8);
    }

    @Test
    void aPushThatMetAFaultIsDoneOnceMore() {
        registry.withFaults(1, "PUT /v2/shop/manifests/");
        ImageSpec image = Images.full(registry.host() + "/shop:1");
        BuiltImage made = bench().build(image, Output.REGISTRY, Samples.small("A"));
        assertThat(made.pushed()).isTrue();
        assertThat(registry.manifest("shop", "1")).isPresent();
    }

    @Test
    void aRegistryThatHangsIsGivenUpSoon() {
        registry.put("base", "17", "17");
        registry.silent();
        System.setProperty("jib.httpTimeout", "200");
        try {
            refusalOf(() -> build(from("base:17")))
                    .hasId("registry-unreachable")
                    .says(registry.host(), "does not answer");
        } finally {
            System.clearProperty("jib.httpTimeout");
        }
        assertThat(registry.requests())
                .as("asked no more often than somebody would wait for")
                .hasSizeBetween(2, 6);
    }

    @Test
    void plainHttpIsNotSpokenWhereNobodyAllowedIt() {
        registry.put("base", "17", "17");
        BaseReference base = BaseReference.parse("127.1:" + registry.port() + "/base:17", folder, "from");
        refusalOf(() -> bench().build(Images.plain("demo", base), Output.TAR, Samples.small("A")))
                .hasId("registry-insecure")
                .says("127.1:" + registry.port())
                .advises("host=127.1:" + registry.port() + ", insecure=true");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void plainHttpIsSpokenWhereItWasAllowedByName() {
        registry.put("base", "17", "17");
        String host = "127.1:" + registry.port();
        BaseReference base = BaseReference.parse(host + "/base:17", folder, "from");
        Registries allowed = AssemblyFixture.registries(
                List.of(new RegistrySettings(host, Optional.empty(), Optional.empty(), true)));
        assertThat(bench().with(allowed)
                        .build(Images.plain("demo", base), Output.TAR, Samples.small("A"))
                        .base())
                .startsWith(host);
    }

    @Test
    void whatIsAllowedForTheTargetIsNotDoneToTheBase() {
        registry.put("base", "17", "17");
        BaseReference base = BaseReference.parse("127.1:" + registry.port() + "/base:17", folder, "from");
        refusalOf(() -> bench().build(
                                Images.plain(registry.host() + "/shop:1", base), Output.REGISTRY, Samples.small("A")))
                .hasId("registry-insecure")
                .pointsAt("from");
        assertThat(registry.requests()).noneMatch(request -> request.contains("/base/"));
    }

    private BuiltImage build(ImageSpec image) {
        return bench().build(image, Output.TAR, Samples.small("A"));
    }

    private ImageSpec from(String base) {
        return from(base, "demo:1");
    }

    private ImageSpec from(String base, String image) {
        return Images.plain(
                registry.host() + "/" + image, BaseReference.parse(registry.host() + "/" + base, folder, "from"));
    }

    private Registries login(String username, String password) {
        return AssemblyFixture.registries(List.of(new RegistrySettings(
                registry.host(), Optional.of(new Credentials(username, password)), Optional.empty(), false)));
    }

    private AssemblyFixture bench() {
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
    }
}
