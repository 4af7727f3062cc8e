package io.github.dockerstrategy.oci;

import io.github.dockerstrategy.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a layer is compressed; a manifest says so by the layer's media type. */
public enum Compression {
    GZIP("+gzip", ".gzip"),
    ZSTD("+zstd", ".zstd"),
    NONE("", "");

    private static final String OCI = "application/vnd.oci.image.layer.v1.tar";
    private static final String DOCKER = "application/vnd.docker.image.rootfs.diff.tar";

    private static final long ALWAYS_ALLOWED = 1L << 30;
    private static final long LARGEST_RATIO = 200;
    private static final long LARGEST = 1L << 37;

    private final String oci;
    private final String docker;

    Compression(String oci, String docker) {
        this.oci = oci;
        this.docker = docker;
    }

    /** That of a layer of this media type; empty for what cannot be read here, such as encrypted layers. */
    public static Optional<Compression> of(String mediaType) {
        for (Compression one : values()) {
            if (mediaType.equals(one.ociType()) || mediaType.equals(one.dockerType())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * What is compressed in {@code in}, as long as it is in proportion: somebody else has chosen what that is.
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

    /** How many bytes may be compressed to {@code size}: files compress to a third or so, so what is larger was made to be large. */
    static long limit(long size) {
        return size > (LARGEST - ALWAYS_ALLOWED) / LARGEST_RATIO ? LARGEST : ALWAYS_ALLOWED + size * LARGEST_RATIO;
    }

    /** The media type of such a layer in an OCI image. */
    String ociType() {
        return OCI + oci;
    }

    /** The media type of such a layer in a docker image; docker itself makes none in Zstandard. */
    public String dockerType() {
        return DOCKER + docker;
    }

    /** It may be in several parts, one after the other. */
    private static InputStream gunzip(InputStream in) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
    }
}
