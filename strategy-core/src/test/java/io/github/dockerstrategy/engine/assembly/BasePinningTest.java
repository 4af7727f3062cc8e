package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base image in a registry that gives a token to everybody, and answers nobody without one. */
class BasePinningTest {

    private static final byte[] EMPTY_TAR = new byte[1024];

    private static final Registries REGISTRIES =
            new Registries(List.of(), host -> Optional.empty(), Map.of(), image -> CredentialLookup.none(""));

    @TempDir
    Path folder;

    private TokenRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new TokenRegistry();
        registry.offerImage(gzip(EMPTY_TAR), TokenRegistry.digest(EMPTY_TAR), "jdk-17.0.15+6");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void pinsABaseOfARegistryThatGivesATokenToEverybody() {
        assertThat(pin(17).digest()).isPresent();
    }

    @Test
    void refusesABaseWithAnOlderJava() {
        assertThatThrownBy(() -> pin(21)).isInstanceOf(ProblemException.class).hasMessageContaining("has Java 17");
    }

    @Test
    void asksForTheDigestOnlyOnceTheBaseIsKnown() {
        ImageReference pinned = pin(17);
        int before = registry.requests().size();
        assertThat(pin(17)).isEqualTo(pinned);
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .filteredOn(request -> !request.equals("GET /v2/"))
                .containsExactly("HEAD /v2/base/jre/manifests/17");
    }

    @Test
    void keepsABaseUnderItsTagForBuildsWithoutANetwork() throws Exception {
        ImageReference pinned = pin(17);
        resolver(false).remember(base(), pinned);
        assertThat(resolver(true).remembered(base())).isEqualTo(pinned);
        assertThat(resolver(true)
                        .resolve(new BaseReference.Registry(pinned), Platform.LINUX_AMD64)
                        .javaVersion())
                .isEqualTo("jdk-17.0.15+6");
    }

    @Test
    void aBaseThatIsNotKeptIsNamedWithoutANetwork() {
        refusalOf(() -> resolver(true).remembered(base()))
                .hasId("base-not-cached")
                .says(base().toString());
    }

    @Test
    void aLayerThatFailsWhileItIsReadIsAProblemOfTheBase() throws Exception {
        registry.cutLayer(gzip(EMPTY_TAR));
        BaseReference base = new BaseReference.Registry(pin(17));
        BaseImage resolved = resolver(false).resolve(base, Platform.LINUX_AMD64);
        refusalOf(() -> resolver(false).layers(base).fetch(resolved))
                .says("Cannot pull the base image " + base, "Premature EOF")
                .pointsAt("from");
    }

    private ImageReference base() {
        return ImageReference.parse(registry.host() + "/base/jre:17", "from");
    }

    private ImageReference pin(int javaRelease) {
        RecordedLog log = new RecordedLog();
        RegistryClients clients = new RegistryClients(REGISTRIES, log);
        try {
            return new BasePinning(
                            new TagDigests(clients), new JavaVersions(folder.resolve("java")), resolver(false), false)
                    .pin(base(), Platform.LINUX_AMD64, javaRelease);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private BaseImageResolver resolver(boolean offline) {
        return resolver(name -> !offline);
    }

    private BaseImageResolver resolver(Predicate<ImageReference> reachable) {
        RecordedLog log = new RecordedLog();
        return new BaseImageResolver(
                folder.resolve("bases"),
                reachable,
                new RegistryClients(REGISTRIES, log)::toPull,
                new Daemon("docker", Map.of()),
                log);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
