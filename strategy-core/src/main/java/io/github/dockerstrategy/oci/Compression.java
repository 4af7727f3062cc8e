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
    private static final int LARGEST_RATIO = 1 << 10;

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

    /** What is compressed in {@code in}. */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> gunzip(in);
            case ZSTD -> ZstdInputStream.of(in);
            case NONE -> in;
        };
    }

    /** How many bytes a layer may have that is compressed to {@code size}: of Zstandard no more than gzip could hold, or a gibibyte. */
    public long largest(long size) {
        return this == ZSTD ? Math.max(ALWAYS_ALLOWED, size * LARGEST_RATIO) : Long.MAX_VALUE;
    }

    /** The media type of such a layer in an OCI image. */
    String ociType() {
        return OCI + oci;
    }

    /** The media type of such a layer in a docker image; docker itself makes none in Zstandard. */
    public String dockerType() {
        return DOCKER + docker;
    }

    /** What is compressed in {@code in}, which may be in several parts one after the other. */
    public static InputStream gunzip(InputStream in) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
    }
}
