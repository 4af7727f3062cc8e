package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.store.EngineStore;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base image in a registry that gives a token to everybody, and answers nobody without one. */
class BaseImageResolverTest {

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
        cache().rememberTag(base(), pinned);
        assertThat(resolver(true).pin(base(), Platform.LINUX_AMD64, new JavaRequirement(17), digests()))
                .isEqualTo(pinned);
        Image image = resolver(true)
                .resolve(new BaseReference.Registry(pinned), Platform.LINUX_AMD64)
                .image();
        assertThat(image.config().parameters().variable("JAVA_VERSION")).contains("jdk-17.0.15+6");
    }

    @Test
    void aBaseImageThatIsNotInTheCacheIsNamedWithoutANetwork() {
        BaseImageResolver offline = new BaseImageResolver(
                cache(),
                new Network(true),
                new RegistryClients(REGISTRIES, new RecordedLog()),
                new EngineStore("docker", Map.of()),
                new RecordedLog());
        ImageReference base = ImageReference.parse("registry.example.com/base/jre:17", "from");
        refusalOf(() -> offline.pin(base, Platform.LINUX_AMD64, new JavaRequirement(17), digests()))
                .hasId("base-not-cached")
                .says(base.toString());
    }

    @Test
    void aLayerThatFailsWhileItIsReadIsAProblemOfTheBase() throws Exception {
        registry.cutLayer(gzip(EMPTY_TAR));
        BaseReference base = new BaseReference.Registry(pin(17));
        BaseImage resolved = resolver(false).resolve(base, Platform.LINUX_AMD64);
        refusalOf(() -> resolved.layers().fetch(resolved.image().layers()))
                .says("Cannot pull the base image " + base, "Premature EOF")
                .pointsAt("from");
    }

    private ImageReference base() {
        return ImageReference.parse(registry.host() + "/base/jre:17", "from");
    }

    private ImageReference pin(int javaRelease) {
        try {
            return resolver(false).pin(base(), Platform.LINUX_AMD64, new JavaRequirement(javaRelease), digests());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TagDigests digests() {
        return new TagDigests(new RegistryClients(REGISTRIES, new RecordedLog()));
    }

    private BaseImageCache cache() {
        return new BaseImageCache(folder.resolve("bases"));
    }

    private BaseImageResolver resolver(boolean offline) {
        RecordedLog log = new RecordedLog();
        return new BaseImageResolver(
                cache(),
                new Network(offline),
                new RegistryClients(REGISTRIES, log),
                new EngineStore("docker", Map.of()),
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
