package io.github.dockerstrategy.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressionLimitTest {

    @Test
    void allowsWhatLayersDecompressTo() throws IOException {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        byte[] packed = gzip(content);
        assertThat(Compression.GZIP
                        .decompress(new ByteArrayInputStream(packed), packed.length)
                        .readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void aGibibyteIsAlwaysAllowedAndTheRestHasToBeInProportion() {
        assertThat(Compression.limit(0)).isEqualTo(1L << 30);
        assertThat(Compression.limit(1L << 30)).isEqualTo(1L << 37);
        assertThat(Compression.limit(1L << 20)).isEqualTo((1L << 30) + (200L << 20));
        assertThat(Compression.limit(Long.MAX_VALUE)).isEqualTo(1L << 37);
    }

    @Test
    void refusesMore() throws IOException {
        InputStream read = new LimitedStream(new ByteArrayInputStream(new byte[1001]), 1000);
        assertThatThrownBy(() -> read.transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000 bytes, which is out of proportion");
        InputStream skipped = new LimitedStream(new ByteArrayInputStream(new byte[1001]), 1000);
        assertThatThrownBy(() -> skipped.skipNBytes(1001)).hasMessageContaining("out of proportion");
        assertThat(new LimitedStream(new ByteArrayInputStream(new byte[1000]), 1000).readAllBytes())
                .hasSize(1000);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
