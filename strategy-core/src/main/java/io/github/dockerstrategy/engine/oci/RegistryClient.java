package io.github.dockerstrategy.engine.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * One repository of a registry, as the distribution specification lets anybody ask and fill it. Connections are the JDK's, which keeps them
 * for the next request. It explains no failures: whoever gets an {@link IOException} here asks with jib's client, which does.
 *
 * @param connection how the registry is reached
 * @param repository path of the repository
 */
public record RegistryClient(RegistryConnection connection, String repository) {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final int LARGEST_DOCUMENT = 8 << 20;

    /**
     * A manifest or an index.
     *
     * @param digest by which the registry knows it
     * @param document what it says
     */
    public record Manifest(String digest, Map<String, Object> document) {

        public Manifest {
            document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
        }

        /** Whether it names the images of several platforms. */
        boolean isIndex() {
            return document.containsKey("manifests");
        }
    }

    /** The digest that a tag has; empty if there is no such tag. */
    public Optional<String> digest(String tag) throws IOException {
        HttpURLConnection answer = connection.look(manifests(tag), Map.of("Accept", MediaTypes.ANY_MANIFEST));
        if (answer.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        String digest = answer.getHeaderField("Docker-Content-Digest");
        if (digest == null || !DIGEST.matcher(digest).matches()) {
            throw new IOException("the registry tells no digest of " + tag);
        }
        return Optional.of(digest);
    }

    /** What a tag or a digest stands for; empty if there is no such thing. */
    public Optional<Manifest> manifest(String reference) throws IOException {
        HttpURLConnection answer =
                connection.send("GET", manifests(reference), Map.of("Accept", MediaTypes.ANY_MANIFEST));
        if (answer.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            RegistryConnection.drain(answer);
            return Optional.empty();
        }
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        byte[] bytes = body(answer);
        String digest = OciImage.digest(bytes);
        if (DIGEST.matcher(reference).matches() && !reference.equals(digest)) {
            throw new IOException("the registry gives something else for " + reference);
        }
        return Optional.of(new Manifest(digest, Json.object(bytes)));
    }

    /** A document that is kept as a blob. */
    public Map<String, Object> document(String digest) throws IOException {
        HttpURLConnection answer = connection.send("GET", blobs(digest), Map.of());
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        byte[] bytes = body(answer);
        if (!OciImage.digest(bytes).equals(digest)) {
            throw new IOException("the registry gives something else for " + digest);
        }
        return Json.object(bytes);
    }

    /** Digests of what the repository has because an image of it has them; nothing if there is no such tag, or it is an index. */
    public Set<String> blobsOf(String tag) throws IOException {
        Set<String> digests = new HashSet<>();
        manifest(tag).ifPresent(found -> {
            List<Object> blobs = new ArrayList<>(Json.list(found.document().get("layers")));
            blobs.add(found.document().get("config"));
            blobs.forEach(blob -> digests.add(String.valueOf(Json.object(blob).get("digest"))));
        });
        return digests;
    }

    /** What is in a blob. */
    InputStream open(String digest) throws IOException {
        HttpURLConnection answer = connection.send("GET", blobs(digest), Map.of());
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        return answer.getInputStream();
    }

    /** Whether a blob is there, or elsewhere, and the registry knows where. */
    boolean has(String digest) throws IOException {
        HttpURLConnection answer = connection.head(blobs(digest));
        if (answer.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return false;
        }
        if (!RegistryConnection.isRedirect(answer)) {
            RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        }
        return true;
    }

    /** Takes a blob over from another repository of the registry; tells whether that was possible. */
    boolean mount(String digest, String from) throws IOException {
        HttpURLConnection answer = connection.post(path("/blobs/uploads/?mount=" + digest + "&from=" + from));
        if (answer.getResponseCode() == HttpURLConnection.HTTP_CREATED) {
            return true;
        }
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_ACCEPTED);
        RegistryConnection.drain(connection.send("DELETE", location(answer), Map.of()));
        return false;
    }

    /**
     * Puts a layer there.
     *
     * @param sent hears of each number of bytes
     */
    void upload(PackedLayer layer, LongConsumer sent) throws IOException {
        connection.put(
                target(layer.digest()),
                RegistryConnection.BYTES,
                layer.size(),
                () -> Files.newInputStream(layer.file()),
                sent);
    }

    /** Puts a document there as a blob. */
    void upload(String document) throws IOException {
        connection.put(target(OciImage.digest(document)), RegistryConnection.BYTES, document.getBytes(UTF_8));
    }

    /** Puts a manifest there under a tag. */
    void tag(String manifest, ImageFormat format, String tag) throws IOException {
        connection.put(manifests(tag), MediaTypes.manifest(format), manifest.getBytes(UTF_8));
    }

    /** Where a blob is to be put: in one piece, which takes a request less than in parts. */
    private URI target(String digest) throws IOException {
        HttpURLConnection answer = connection.post(path("/blobs/uploads/"));
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_ACCEPTED);
        String location = location(answer).toString();
        return URI.create(location + (location.indexOf('?') < 0 ? "?" : "&") + "digest=" + digest);
    }

    private static URI location(HttpURLConnection answer) throws IOException {
        String location = answer.getHeaderField("Location");
        if (location == null) {
            throw new IOException("the registry opens an upload, but does not say where");
        }
        try {
            return answer.getURL().toURI().resolve(location);
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static byte[] body(HttpURLConnection answer) throws IOException {
        try (InputStream body = answer.getInputStream()) {
            byte[] bytes = body.readNBytes(LARGEST_DOCUMENT + 1);
            if (bytes.length > LARGEST_DOCUMENT) {
                throw new IOException("too large for a document");
            }
            return bytes;
        }
    }

    private URI manifests(String reference) {
        return path("/manifests/" + reference);
    }

    private URI blobs(String digest) {
        return path("/blobs/" + digest);
    }

    private URI path(String rest) {
        return connection.root().resolve("/v2/" + repository + rest);
    }
}
