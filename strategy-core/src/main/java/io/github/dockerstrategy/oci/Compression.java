package io.github.dockerstrategy.oci;

import io.github.dockerstrategy.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a layer is compressed, which its media type states. */
public enum Compression {
    GZIP("+gzip", ".gzip"),
    ZSTD("+zstd", ".zstd"),
    NONE("", "");

    private static final long ALWAYS_ALLOWED = 1L << 30;
    private static final long LARGEST_RATIO = 200;
    private static final long LARGEST = 1L << 37;

    private final String ociSuffix;
    private final String dockerSuffix;

    Compression(String ociSuffix, String dockerSuffix) {
        this.ociSuffix = ociSuffix;
        this.dockerSuffix = dockerSuffix;
    }

    /**
     * The decompressed content of {@code in}. Reading fails once it is out of proportion to {@code size}: the content may be hostile.
     *
     * @param size bytes of {@code in}
     */
    public InputStream decompress(InputStream in, long size) throws IOException {
        return switch (this) {
            case GZIP -> new LimitedStream(gunzip(in), limit(size));
            case ZSTD -> new LimitedStream(ZstdInputStream.of(in), limit(size));
            case NONE -> in;
        };
    }

    /** The maximum size of what is compressed to {@code size} bytes. Files compress to about a third; anything far larger is an attack. */
    static long limit(long size) {
        return size > (LARGEST - ALWAYS_ALLOWED) / LARGEST_RATIO ? LARGEST : ALWAYS_ALLOWED + size * LARGEST_RATIO;
    }

    String ociSuffix() {
        return ociSuffix;
    }

    String dockerSuffix() {
        return dockerSuffix;
    }

    /** It may consist of several gzip members. */
    private static InputStream gunzip(InputStream in) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
    }
}
