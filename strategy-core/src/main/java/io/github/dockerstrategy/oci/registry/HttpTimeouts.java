package io.github.dockerstrategy.oci.registry;

import java.time.Duration;

/**
 * How long a registry may take.
 *
 * @param connect for a connection
 * @param silence between two packets of an answer
 * @param document for a whole request, except the content of a layer
 * @param storing without progress while a layer is sent, and until the registry has checked it
 * @param pause before the second attempt; each further pause is twice as long
 */
public record HttpTimeouts(Duration connect, Duration silence, Duration document, Duration storing, Duration pause) {

    /** The property that Jib reads for the same. */
    private static final String JIB_TIMEOUT = "jib.httpTimeout";

    private static final int DEFAULT_SILENCE = 20_000;

    /** A layer may come no slower than this. */
    private static final long SLOWEST_BYTES_PER_SECOND = 8 << 10;

    /** The usual times; {@code jib.httpTimeout} in milliseconds replaces how long a silent registry is waited for. */
    public static HttpTimeouts standard() {
        int silence = Integer.getInteger(JIB_TIMEOUT, DEFAULT_SILENCE);
        return new HttpTimeouts(
                Duration.ofSeconds(5),
                Duration.ofMillis(silence > 0 ? silence : DEFAULT_SILENCE),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                Duration.ofMillis(500));
    }

    /** For so much of a layer. */
    Duration layer(long bytes) {
        return document.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    }
}
