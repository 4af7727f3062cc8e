package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.ImageName;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks a registry for the digest of a tag with what the JDK has: jib's client is several hundred classes, which take longer to load than the
 * answer takes to come. It knows no logins and explains no failures; who gets no answer here asks with jib's.
 */
final class QuickLook {

    private static final int MILLIS = 3_000;

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private QuickLook() {}

    /**
     * The digest that the tag of {@code image} has; empty if the registry does not say.
     *
     * @param plain whether plain HTTP may be spoken to it
     */
    static Optional<String> digest(ImageName image, boolean plain) {
        try {
            URI manifest = URI.create((plain ? "http" : "https") + "://" + JibNames.host(image) + "/v2/"
                    + image.repository() + "/manifests/" + image.tagOrLatest());
            HttpURLConnection connection = (HttpURLConnection) manifest.toURL().openConnection();
            try {
                connection.setRequestMethod("HEAD");
                connection.setConnectTimeout(MILLIS);
                connection.setReadTimeout(MILLIS);
                connection.setRequestProperty("Accept", MANIFESTS);
                connection.setRequestProperty("User-Agent", JibEngine.TOOL);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        ? Optional.ofNullable(connection.getHeaderField("Docker-Content-Digest"))
                                .filter(digest -> DIGEST.matcher(digest).matches())
                        : Optional.empty();
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
