package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an image gets from its base, whatever the base has and wherever it comes from. */
@Timeout(60)
class BaseConfigTest {

    private static final String ODD = """
        {"architecture":"amd64","os":"linux","os.version":"10.0","variant":"v2","author":"ann","docker_version":"1",
         "config":{"Env":["PATH=/bin","ALONE","JAVA_VERSION=17"],"Entrypoint":["/e"],"Cmd":["c"],"StopSignal":"SIGQUIT",
         "Shell":["/bin/bash","-c"],"ArgsEscaped":true,"New":{"one":12345678901234567890},"Hostname":"h","Image":"sha256:1",
         "Tty":false,"OnBuild":null,"Labels":null,
         "ExposedPorts":{"8000-8010/tcp":{},"53/UDP":{},"132/sctp":{},"80":{}},"Volumes":{"data":{},"/x":{}},
         "Healthcheck":{"Test":["CMD","t"],"StartInterval":5}},
         "rootfs":{"type":"layers","diff_ids":["%s"]},"history":null}\
        """;

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        registry.putConfigured("odd", ODD);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void whatJibDoesNotKnowIsKept(Output output) {
        build(from("odd:1"), output);
        JsonNode document = archive(output).config();
        JsonNode config = document.path("config");
        assertThat(config.path("StopSignal").asText()).isEqualTo("SIGQUIT");
        assertThat(config.path("Shell").toString()).isEqualTo("[\"/bin/bash\",\"-c\"]");
        assertThat(config.path("ArgsEscaped").asBoolean()).isTrue();
        assertThat(config.path("New").toString()).isEqualTo("{\"one\":12345678901234567890}");
        assertThat(config.path("Healthcheck").toString()).isEqualTo("{\"Test\":[\"CMD\",\"t\"],\"StartInterval\":5}");
        assertThat(config.path("Entrypoint").toString()).isEqualTo("[\"/e\"]");
        assertThat(config.path("Cmd").toString()).isEqualTo("[\"c\"]");
        assertThat(document.path("variant").asText()).isEqualTo("v2");
        assertThat(document.path("author").asText()).isEqualTo("ann");
        assertThat(document.path("os.version").asText()).isEqualTo("10.0");
        assertThat(config.has("Hostname") || config.has("Image") || config.has("Tty") || document.has("docker_version"))
                .as("of the container that the base was made in")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void aHealthCheckReplacesThatOfTheBaseImageAsDockerWritesIt(Output output) {
        ImageSpec image = Images.plain(registry.host() + "/shop:1", from("odd:1"));
        HealthCheck check = new HealthCheck(
                List.of("curl -f localhost"),
                true,
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(4));

        bench().build(
                        new ImageSpec(
                                image.name(),
                                image.tags(),
                                image.from(),
                                image.platforms(),
                                Images.withHealthCheck(image.config(), Optional.of(check)),
                                image.run(),
                                image.created(),
                                image.manifest()),
                        output,
                        Samples.small("new"));

        assertThat(archive(output).config().path("config").path("Healthcheck").toString())
                .isEqualTo("{\"Test\":[\"CMD-SHELL\",\"curl -f localhost\"],\"Interval\":5000000000,"
                        + "\"StartPeriod\":60000000000,\"Retries\":4}");
    }

    @Test
    void whatIsOddButValidIsKeptAsItIs() {
        build(from("odd:1"), Output.TAR);
        JsonNode document = archive(Output.TAR).config();
        JsonNode config = document.path("config");
        assertThat(config.path("ExposedPorts").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("8000-8010/tcp", "53/UDP", "132/sctp", "80");
        assertThat(config.path("Volumes").fieldNames()).toIterable().containsExactly("/x", "data");
        assertThat(config.path("Env")).extracting(JsonNode::asText).contains("PATH=/bin", "ALONE");
        assertThat(document.path("history")).hasSize(2);
    }

    @Test
    void theSameIsPushed() {
        BuiltImage archived = build(from("odd:1"), Output.TAR);
        BuiltImage pushed = build(from("odd:1"), Output.REGISTRY);
        assertThat(pushed.imageDigest()).isEqualTo(archived.imageDigest());
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("PATCH"));
    }

    @Test
    void anotherEntrypointIsNotEscaped() {
        BuiltImage made = bench().build(
                        Images.full(registry.host() + "/shop:1").withBase(from("odd:1")),
                        Output.TAR,
                        Samples.small("new"));
        assertThat(made.layers()).hasSize(2);
        assertThat(archive(Output.TAR).config().path("config").has("ArgsEscaped"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void anUncompressedLayerStaysOne(Output output) {
        registry.putUncompressed("plain", "1");
        String layer = registry.layers("plain", "1").get(0);
        BuiltImage made = build(from("plain:1"), output);
        assertThat(made.layers().get(0).digest()).isEqualTo(layer);
        assertThat(archive(output)
                        .config()
                        .path("rootfs")
                        .path("diff_ids")
                        .path(0)
                        .asText())
                .isEqualTo(layer);
        if (output == Output.OCI) {
            assertThat(archive(output)
                            .ociManifest()
                            .path("layers")
                            .path(0)
                            .path("mediaType")
                            .asText())
                    .isEqualTo("application/vnd.oci.image.layer.v1.tar");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void anArchiveIsReadCompressedOrNot(Output form) throws IOException {
        AssemblyFixture below = AssemblyFixture.in(folder.resolve("base"), folder.resolve("cache"));
        BuiltImage base = below.build(Images.full("base"), form, Samples.small("base"));
        Path archive = below.file(form);
        Path compressed = folder.resolve("base.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(archive, out);
        }
        BuiltImage one = build(new BaseReference.Tar(archive), Output.TAR);
        BuiltImage two = build(new BaseReference.Tar(compressed), Output.TAR);
        assertThat(two.imageId()).isEqualTo(one.imageId());
        assertThat(one.layers().get(0).digest()).isEqualTo(base.layers().get(0).digest());
        assertThat(archive(Output.TAR).layers().get(0)).contains("'base'");
    }

    @Test
    void aFolderIsNoArchive() {
        refusalOf(() -> build(new BaseReference.Tar(folder), Output.TAR))
                .hasId("bad-base-archive")
                .says("folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "that docker is a shell script")
    void aDaemonsImageIsSavedOnceAndReadFromThere() {
        AssemblyFixture below = AssemblyFixture.in(folder.resolve("base"), folder.resolve("cache"));
        below.build(Images.full("base"), Output.TAR, Samples.small("base"));
        Path docker = new Folder(folder).file("docker", """
            #!/bin/sh
            echo "$*" >> '%1$s/asked'
            case "$1 $2" in
              "image inspect") echo 3f2a ;;
              "save --output") cp '%2$s' "$3" ;;
            esac
            """.formatted(folder, below.file(Output.TAR)));
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        AssemblyFixture bench = bench();
        AssemblySettings settings = AssemblyFixture.forDaemon(bench.cache(), docker.toString(), Map.of());
        BaseReference from = new BaseReference.Daemon(ImageReference.parse("base", ""));
        for (String content : new String[] {"one", "two"}) {
            bench.build(settings, Images.plain("shop:1", from), Output.TAR, Samples.small(content));
            assertThat(archive(Output.TAR).layers()).hasSize(2);
            assertThat(archive(Output.TAR).layers().get(0)).contains("'base'");
        }
        assertThat(folder.resolve("asked"))
                .content()
                .containsOnlyOnce("save --output")
                .contains(" 3f2a");
    }

    private BaseReference from(String base) {
        return new BaseReference.Registry(ImageReference.parse(registry.host() + "/" + base, "from"));
    }

    private BuiltImage build(BaseReference from, Output output) {
        return bench().build(Images.plain(registry.host() + "/shop:1", from), output, Samples.small("new"));
    }

    private AssemblyFixture bench() {
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
    }

    private ArchivedImage archive(Output output) {
        return ArchivedImage.read(bench().file(output));
    }
}
