package io.github.dockerstrategy.oci.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.MediaType;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedLayersTest {

    private static final byte[] CONTENT = "a layer that is not compressed".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(CONTENT);

    @TempDir
    private Path cache;

    private final RecordedLog log = new RecordedLog();
    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void anInterruptedDownloadIsRepeated() throws Exception {
        fetch(() -> opened.incrementAndGet() < 3 ? cut() : new ByteArrayInputStream(CONTENT));
        assertThat(opened).hasValue(3);
        assertThat(new LayerStore(cache).layer(layer()).file()).hasBinaryContent(CONTENT);
        assertThat(log.everything())
                .anySatisfy(line -> assertThat(line)
                        .contains("The download of layer " + DIGEST.toString().substring(0, 19), "(2 of 2)"));
    }

    @Test
    void aDownloadThatEndsTooSoonIsRepeated() throws Exception {
        fetch(() -> new ByteArrayInputStream(
                opened.incrementAndGet() == 1 ? Arrays.copyOf(CONTENT, CONTENT.length / 2) : CONTENT));
        assertThat(new LayerStore(cache).layer(layer()).file()).hasBinaryContent(CONTENT);
    }

    @Test
    void aDownloadThatIsAlwaysCutFailsWithItsReason() {
        assertThatThrownBy(() -> fetch(() -> {
                    opened.incrementAndGet();
                    return cut();
                }))
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
        assertThat(opened).hasValue(3);
        assertThat(new Folder(cache.resolve("tmp")).files()).isEmpty();
    }

    @Test
    void whatIsLargerThanDeclaredOrSomethingElseIsNotAskedForAgain() {
        assertThatThrownBy(() -> fetch(() -> {
                    opened.incrementAndGet();
                    return new ByteArrayInputStream(Arrays.copyOf(CONTENT, CONTENT.length + 1));
                }))
                .isInstanceOf(InvalidImageException.class);
        assertThatThrownBy(() -> fetch(() -> {
                    opened.incrementAndGet();
                    return new ByteArrayInputStream(new byte[CONTENT.length]);
                }))
                .isInstanceOf(InvalidImageException.class);
        assertThat(opened).hasValue(2);
    }

    @Test
    void aLayerIsReadWithoutBeingStoredAndADownloadThatEndsTooSoonIsRepeated() throws Exception {
        List<String> found = read(
                () -> new ByteArrayInputStream(
                        opened.incrementAndGet() == 1 ? Arrays.copyOf(CONTENT, CONTENT.length / 2) : CONTENT),
                in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(found).containsExactly(new String(CONTENT, StandardCharsets.UTF_8));
        assertThat(opened).hasValue(2);
        assertThat(new LayerStore(cache).has(layer())).isFalse();
    }

    @Test
    void aResultCountsOnlyIfTheWholeLayerHasItsDigest() {
        assertThatThrownBy(() -> read(() -> new ByteArrayInputStream(new byte[CONTENT.length]), InputStream::read))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageContaining("has the digest");
        assertThatThrownBy(() -> read(() -> new ByteArrayInputStream(new byte[CONTENT.length]), in -> {
                    in.skipNBytes(3);
                    throw new IOException("not an archive");
                }))
                .hasMessageContaining("has the digest");
    }

    @Test
    void aFailureToReadIsReportedIfTheLayerHasItsDigest() {
        assertThatThrownBy(() -> read(() -> new ByteArrayInputStream(CONTENT), in -> {
                    in.skipNBytes(3);
                    in.close();
                    throw new IOException("not an archive");
                }))
                .hasMessage("not an archive");
    }

    /** Reads a layer. */
    @FunctionalInterface
    private interface Reader<R> {
        R read(InputStream in) throws IOException;
    }

    private <R> List<R> read(Opener opener, Reader<R> reader) throws IOException, InterruptedException {
        return new DownloadedLayers("base:1", new LayerStore(cache), layer -> opener.open(), log)
                .read(List.of(layer()), (layer, in) -> reader.read(in));
    }

    /** Opens a download. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private void fetch(Opener opener) throws IOException, InterruptedException {
        new DownloadedLayers("base:1", new LayerStore(cache), layer -> opener.open(), log).fetch(List.of(layer()));
    }

    private static Layer layer() {
        MediaType uncompressed = MediaType.layer(ImageFormat.OCI, Compression.NONE);
        return new Layer(new Descriptor(uncompressed, DIGEST, CONTENT.length), DIGEST);
    }

    private static InputStream cut() {
        return new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
            private boolean begun;

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (begun) {
                    throw new SocketException("Connection reset");
                }
                begun = true;
                return super.read(bytes, from, 5);
            }
        };
    }
}
