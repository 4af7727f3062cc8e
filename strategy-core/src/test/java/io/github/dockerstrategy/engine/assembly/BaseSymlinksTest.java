package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base images with symbolic links, and files of the image that lie below them. */
@Timeout(60)
class BaseSymlinksTest {

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        registry.putLayers(
                "base",
                "1",
                List.of(
                        tar(
                                "lib -> usr/lib",
                                "usr/lib/libc.so",
                                "var/run -> /run",
                                "./opt/current -> app-1",
                                "opt/app-1/a",
                                "etc/ssl/certs -> ../pki/tls",
                                "etc/pki -> /share/pki",
                                "gone -> opt",
                                "folder -> opt",
                                "opt/old/link -> /opt",
                                "srv/link -> /opt",
                                "etc/localtime -> /usr/share/zoneinfo"),
                        tar(".wh.gone", "folder/", "opt/.wh.old", "srv/.wh..wh..opq", "opt/upper -> /opt/app-1")));
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/lib/a.so, /lib -> /usr/lib, /usr/lib/a.so",
        "/var/run/app/pid, /var/run -> /run, /run/app/pid",
        "/opt/current/conf/a.xml, /opt/current -> /opt/app-1, /opt/app-1/conf/a.xml",
        "/etc/ssl/certs/my.pem, /etc/ssl/certs -> /etc/pki/tls, /share/pki/tls/my.pem",
        "/opt/upper/a, /opt/upper -> /opt/app-1, /opt/app-1/a",
    })
    void refusesAFileBelowALinkAndNamesTheRealPath(String path, String link, String real) {
        refusalOf(() -> build(Output.TAR, file(path)))
                .hasId("linked-folder")
                .says("'" + path + "' would replace the symbolic link " + link, "base:1")
                .pointsAt("layer extra")
                .advises("write '" + real + "' instead");
        assertThat(new Folder(folder.resolve("work")).files()).isEmpty();
    }

    @Test
    void refusesAFolderInPlaceOfALinkButTakesAFile() {
        Entry certificates = Entry.directory(new ContainerPath("/etc/ssl/certs"), Images.MODIFIED);
        refusalOf(() -> build(Output.TAR, certificates)).hasId("linked-folder");
        assertThat(build(Output.TAR, file("/etc/localtime")).layers()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/tool", "/library/a", "/gone/a", "/folder/a", "/opt/old/link/a", "/srv/link/a"})
    void takesAFileWhereTheBaseHasNoLinkOrNoLongerHasIt(String path) {
        assertThat(build(Output.TAR, file(path)).layers()).hasSize(3);
    }

    @Test
    void refusesItForARegistryTooAndPushesNothing() {
        refusalOf(() -> build(Output.REGISTRY, file("/lib/a.so"))).hasId("linked-folder");
        assertThat(registry.manifest("shop", "1")).isEmpty();
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void readsTheLayersOnceAndOnlyForFilesOutsideTheApplication() throws IOException {
        build(Output.REGISTRY, file("/app/classes/A.class"));
        assertThat(layersAsked()).isZero();
        build(Output.REGISTRY, file("/data/a"));
        assertThat(layersAsked()).isEqualTo(2);
        build(Output.REGISTRY, file("/srv/b"));
        assertThat(layersAsked()).isEqualTo(2);
        refusalOf(() -> build(Output.REGISTRY, file("/lib/a.so"))).hasId("linked-folder");
        assertThat(layersAsked()).isEqualTo(2);
    }

    @Test
    void readsNoLayerBelowThoseThatMakeTheFolders() throws IOException {
        build(Output.REGISTRY, file("/opt/a"));
        assertThat(layersAsked()).isEqualTo(1);
        build(Output.REGISTRY, file("/opt/b"));
        assertThat(layersAsked()).isEqualTo(1);
        refusalOf(() -> build(Output.REGISTRY, file("/lib/a.so"))).hasId("linked-folder");
        refusalOf(() -> build(Output.REGISTRY, file("/lib/b.so"))).hasId("linked-folder");
        assertThat(layersAsked()).isEqualTo(3);
    }

    @Test
    void readsMoreLayersAtOnceTheDeeperItGets() throws IOException {
        registry.putLayers(
                "base",
                "1",
                List.of(
                        tar("usr/lib/a"),
                        tar("usr/", "usr/share/"),
                        tar("deep/folder/"),
                        tar("deep -> usr"),
                        tar("deep/a"),
                        tar("tmp/")));
        build(Output.REGISTRY, file("/deep/b"));
        assertThat(layersAsked()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/local/tomcat/webapps/ROOT", "/var/lib/jetty/webapps/ROOT", "/app"})
    void replacesWhatIsInTheFolderOfAnApplication(String application) throws IOException {
        String webapps =
                new ContainerPath(application).parent().orElseThrow().value().substring(1);
        String link = application.substring(1) + " -> /opt";
        registry.putLayers("base", "1", List.of(tar("usr/lib/a"), tar(webapps + "/.keep", link)));
        ContainerPath root = new ContainerPath(application);
        BuiltImage image = AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .build(
                        image(),
                        Output.REGISTRY,
                        new Layout(List.of(new Layer(
                                Layer.RESOURCES,
                                List.of(Entry.directory(root, Images.MODIFIED), file(application + "/index.html"))))));
        assertThat(image.layers()).hasSize(3);
        assertThat(layersAsked()).isEqualTo(application.equals("/app") ? 0 : 1);
    }

    @Test
    void keepsNoLayerThatTheRegistryMountsAndDownloadsEachOnceOtherwise() {
        build(Output.REGISTRY, file("/opt/a"));
        assertThat(folder.resolve("cache/bases/layers")).doesNotExist();
        assertThat(AssemblyFixture.in(folder.resolve("work"), folder.resolve("other"))
                        .build(image(), Output.TAR, layout(file("/opt/a")))
                        .layers())
                .hasSize(3);
        assertThat(layersAsked()).isEqualTo(3);
    }

    @Test
    void refusesALayerWithAnotherDigestBeforeOneThatIsDamaged() {
        String layer = registry.layers("base", "1").get(0);
        byte[] other = registry.blob(layer).clone();
        other[other.length - 1]++;
        registry.lie(layer, other);
        refusalOf(() -> build(Output.REGISTRY, file("/data/a")))
                .hasId("base-digest-mismatch")
                .says("base:1");
        assertThat(registry.manifest("shop", "1")).isEmpty();
    }

    @Test
    void refusesALayerThatIsNoArchiveInWords() {
        registry.putLayers("base", "1", List.of("x".repeat(2000).getBytes(UTF_8)));
        refusalOf(() -> build(Output.TAR, file("/opt/a")))
                .hasId("base-malformed")
                .says("base:1");
    }

    private long layersAsked() {
        List<String> layers = registry.layers("base", "1");
        return registry.requests().stream()
                .filter(request -> request.startsWith("GET"))
                .filter(request -> layers.stream().anyMatch(request::contains))
                .count();
    }

    private BuiltImage build(Output output, Entry entry) {
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .build(image(), output, layout(entry));
    }

    private ImageSpec image() {
        BaseReference from = new BaseReference.Registry(ImageReference.parse(registry.host() + "/base:1", "from"));
        return Images.plain(registry.host() + "/shop:1", from);
    }

    private static Layout layout(Entry entry) {
        return new Layout(List.of(new Layer(Layer.EXTRA, List.of(entry))));
    }

    private static Entry file(String path) {
        return Entry.text(new ContainerPath(path), "x", Images.MODIFIED);
    }

    /** An archive of empty files, folders ({@code name/}) and links ({@code name -> target}). */
    private static byte[] tar(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : names) {
                int arrow = name.indexOf(" -> ");
                TarArchiveEntry entry = arrow < 0
                        ? new TarArchiveEntry(name)
                        : new TarArchiveEntry(name.substring(0, arrow), TarConstants.LF_SYMLINK);
                if (arrow >= 0) {
                    entry.setLinkName(name.substring(arrow + 4));
                }
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
