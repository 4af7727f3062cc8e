package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
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
class BaseImagesTest {

    private static final byte[] EMPTY_TAR = new byte[1024];

    @TempDir
    Path folder;

    private TokenRegistry registry;
    private byte[] layer;

    @BeforeEach
    void start() throws IOException {
        registry = new TokenRegistry();
        layer = gzip(EMPTY_TAR);
        registry.offerImage(layer, TokenRegistry.digest(EMPTY_TAR), "jdk-17.0.15+6");
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
    void asksForTheDigestOnlyOnceTheBaseIsKnown() throws Exception {
        registry.giveLayer(layer);
        ImageName pinned = pin(17);
        pull(pinned);
        int before = registry.requests().size();
        assertThat(pin(17)).isEqualTo(pinned);
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .filteredOn(request -> !request.equals("GET /v2/"))
                .containsExactly("HEAD /v2/base/jre/manifests/17");
    }

    @Test
    void pullsWhatAnInterruptedBuildHasLeftOut() throws Exception {
        ImageName pinned = pin(17);
        assertThatThrownBy(() -> pull(pinned)).isNotNull();
        registry.giveLayer(layer);
        pull(pinned);
        assertThat(registry.requests()).endsWith("GET /v2/base/jre/blobs/" + TokenRegistry.digest(layer));
    }

    @Test
    void keepsABaseUnderItsTagForBuildsWithoutANetwork() throws Exception {
        registry.giveLayer(layer);
        ImageName pinned = pin(17);
        pull(pinned);
        assertThat(cache().find(base(), Platform.LINUX_AMD64)).isEmpty();
        cache().remember(base(), pinned);
        assertThat(cache().find(base(), Platform.LINUX_AMD64)).isPresent();
    }

    private ImageName base() {
        return ImageName.parse(registry.host() + "/base/jre:17", "<from>");
    }

    private ImageName pin(int javaRelease) {
        Registries registries = new Registries(List.of(), host -> Optional.empty(), Map.of());
        RecordedLog log = new RecordedLog();
        RegistryQuery query = new RegistryQuery(registries, log);
        RegistryClients clients = new RegistryClients(registries, log);
        JibSettings settings =
                new JibSettings(registries, folder, Long.MAX_VALUE, false, false, "1.2.3", "docker", Map.of());
        return new BaseImages(
                        new TagDigests(clients),
                        new JavaVersions(folder.resolve("base/java")),
                        new KnownBases(settings, clients, log),
                        () -> new BaseLookup(query, cache()))
                .pin(base(), Platform.LINUX_AMD64, javaRelease);
    }

    private BaseCache cache() {
        return new BaseCache(folder.resolve("base"));
    }

    /** What a build does with a base, without the build. */
    private void pull(ImageName name) throws Exception {
        System.setProperty("sendCredentialsOverHttp", "true");
        try {
            Jib.from(RegistryImage.named(JibNames.reference(name)))
                    .containerize(Containerizer.to(
                                    TarImage.at(folder.resolve("image.tar")).named("test"))
                            .setBaseImageLayersCache(folder.resolve("base"))
                            .setApplicationLayersCache(folder.resolve("layers"))
                            .setAllowInsecureRegistries(true));
        } finally {
            System.clearProperty("sendCredentialsOverHttp");
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
