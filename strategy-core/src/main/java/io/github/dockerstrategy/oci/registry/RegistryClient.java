package io.github.dockerstrategy.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.AnyManifest;
import io.github.dockerstrategy.oci.BlobSource;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.DocumentSource;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.Manifest;
import io.github.dockerstrategy.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One repository of a registry, as the distribution specification describes it. Every failure is a {@link RegistryException}, or one of the
 * connection; {@link RegistryProblems} has the words for both.
 *
 * @param connection how the registry is reached
 * @param repository path of the repository
 */
public record RegistryClient(RegistryTransport connection, String repository) implements DocumentSource, BlobSource {

    private static final Map<String, String> ANY_MANIFEST = Map.of("Accept", MediaType.ANY_MANIFEST);

    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    /** The digest that a tag refers to; empty if there is no such tag. */
    public Optional<Digest> digest(String tag) throws IOException {
        HttpResponse answer = connection.send(HttpRequest.head(manifests(tag), ANY_MANIFEST));
        if (answer.status() == HttpResponse.NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() == HttpResponse.UNAUTHORIZED || answer.status() == HttpResponse.FORBIDDEN) {
            throw connection.failure(answer);
        }
        Optional<Digest> digest = answer.status() == HttpResponse.OK
                ? answer.header("Docker-Content-Digest").flatMap(Digest::parse)
                : Optional.empty();
        if (digest.isPresent()) {
            return digest;
        }
        // Some registries do not support HEAD, or send no digest.
        Optional<byte[]> found = get(tag);
        return found.isPresent() ? Optional.of(Digest.of(json(found.get()))) : Optional.empty();
    }

    /** The manifest or index that a tag refers to; empty if there is no such tag. */
    public Optional<AnyManifest> manifest(String tag) throws IOException {
        Optional<byte[]> found = get(tag);
        return found.isPresent() ? Optional.of(parsed(found.get())) : Optional.empty();
    }

    @Override
    public byte[] manifest(Digest digest) throws IOException {
        byte[] bytes = get(digest.toString())
                .orElseThrow(() -> new RegistryException(
                        RegistryException.Kind.NOT_FOUND,
                        "the registry " + connection.host() + " does not have " + digest));
        refuseOther(digest, bytes);
        return bytes;
    }

    @Override
    public byte[] config(Digest digest) throws IOException {
        HttpResponse answer = connection.send(HttpRequest.get(blobs(digest), Map.of()));
        connection.expect(answer, HttpResponse.OK);
        refuseOther(digest, answer.body());
        return answer.body();
    }

    private Optional<byte[]> get(String reference) throws IOException {
        HttpResponse answer = connection.send(HttpRequest.get(manifests(reference), ANY_MANIFEST));
        if (answer.status() == HttpResponse.NOT_FOUND && !answer.isWebPage()) {
            return Optional.empty();
        }
        connection.expect(answer, HttpResponse.OK);
        return Optional.of(answer.body());
    }

    /** Digests of the blobs that the repository has because an image of it has them; none if that cannot be determined. */
    public Set<Digest> blobsOf(String tag) throws IOException {
        Set<Digest> digests = new HashSet<>();
        try {
            if (manifest(tag).orElse(null) instanceof Manifest manifest) {
                manifest.layers().forEach(layer -> digests.add(layer.digest()));
                digests.add(manifest.config().digest());
            }
        } catch (RegistryException e) {
            return Set.of(); // It will be overwritten, whatever it is.
        }
        return digests;
    }

    /**
     * Opens a blob. One byte more than declared can be read, to see that it is too large; after that, reading fails. Whether the blob matches its
     * digest is still to be checked.
     */
    @Override
    public InputStream open(Descriptor blob) throws IOException {
        HttpResponse answer =
                connection.send(HttpRequest.get(blobs(blob.digest()), Map.of()).streamed(blob.size() + 1));
        connection.expect(answer, HttpResponse.OK);
        return answer.stream().orElseThrow();
    }

    /** The same; its end is reached only if it matches its descriptor. */
    public InputStream openVerified(Descriptor blob) throws IOException {
        return new VerifiedStream(open(blob), blob, connection.host());
    }

    /** Whether a blob is there, or elsewhere, and the registry knows where. What a registry does not tell is not there. */
    public boolean has(Digest digest) throws IOException {
        HttpResponse answer =
                connection.send(HttpRequest.head(blobs(digest), Map.of()).notFollowed());
        return answer.status() == HttpResponse.OK || answer.isRedirect();
    }

    /** Mounts a blob of another repository of the registry. Where that is refused or not supported, the blob can still be uploaded. */
    public boolean mount(Digest digest, String from) throws IOException {
        try {
            HttpResponse answer = connection.send(HttpRequest.post(path("/blobs/uploads/?mount=" + digest + "&from="
                    + URLEncoder.encode(from, UTF_8).replace("%2F", "/"))));
            if (answer.status() == HttpResponse.ACCEPTED
                    && answer.header("Location").isPresent()
                    && connection.isOwn(location(answer))) {
                connection.once(HttpRequest.delete(location(answer)));
            }
            return answer.status() == HttpResponse.CREATED;
        } catch (RegistryException | RetryPolicy.Passing e) {
            return false;
        }
    }

    /**
     * Uploads a layer.
     *
     * @param sent receives each number of bytes
     */
    public void upload(Layer layer, LayerSource layers, LongConsumer sent) throws IOException {
        upload(layer.digest(), layer.size(), () -> layers.open(layer), sent);
    }

    /** Uploads a config. */
    public void upload(byte[] config) throws IOException {
        upload(Digest.of(config), config.length, () -> new ByteArrayInputStream(config), count -> {});
    }

    /** An upload that is cut begins again: what was sent of it is not counted twice. */
    private void upload(Digest digest, long length, HttpRequest.Opener content, LongConsumer sent) throws IOException {
        long[] most = {0};
        connection.retry(() -> {
            long[] now = {0};
            HttpRequest put = HttpRequest.put(target(digest), length, content, bytes -> {
                now[0] += bytes;
                if (now[0] > most[0]) {
                    sent.accept(now[0] - most[0]);
                    most[0] = now[0];
                }
            });
            HttpResponse answer = connection.once(put);
            if (answer.status() == HttpResponse.NOT_FOUND) {
                // The registry has forgotten the upload.
                throw new RetryPolicy.Passing(connection.failure(answer), Optional.empty());
            }
            expectSuccess(answer);
            return answer;
        });
    }

    /** Puts a manifest or an index there under a tag or its digest. */
    public void putManifest(AnyManifest manifest, String reference) throws IOException {
        expectSuccess(connection.send(
                HttpRequest.put(manifests(reference), manifest.mediaType().name(), manifest.bytes())));
    }

    private void expectSuccess(HttpResponse answer) throws RegistryException {
        if (answer.status() < SUCCESS || answer.status() >= REDIRECT) {
            throw connection.failure(answer);
        }
    }

    /** Where a blob is to be put: in one piece, which takes a request less than in parts. */
    private URI target(Digest digest) throws IOException {
        HttpResponse answer = connection.once(HttpRequest.post(path("/blobs/uploads/")));
        connection.expect(answer, HttpResponse.ACCEPTED);
        String location = location(answer).toString();
        boolean needsSeparator = !location.endsWith("?") && !location.endsWith("&");
        String separator = location.indexOf('?') < 0 ? "?" : needsSeparator ? "&" : "";
        return URI.create(location + separator + "digest=" + digest);
    }

    private static URI location(HttpResponse answer) throws RegistryException {
        return RegistryAddress.resolve(answer.from(), answer.header("Location").orElse(""));
    }

    private void refuseOther(Digest wanted, byte[] bytes) throws RegistryException {
        Digest found = Digest.of(bytes);
        if (!wanted.equals(found)) {
            throw wrongContent(connection.host(), found.toString(), wanted.toString());
        }
    }

    static RegistryException wrongContent(String host, String found, String wanted) {
        return new RegistryException(
                RegistryException.Kind.WRONG_CONTENT,
                "the registry " + host + " sends other content (" + found + ") for " + wanted);
    }

    private AnyManifest parsed(byte[] bytes) throws RegistryException {
        try {
            return AnyManifest.parse(json(bytes));
        } catch (InvalidImageException e) {
            throw notARegistry("it sends an invalid manifest: " + e.getMessage(), e);
        }
    }

    private byte[] json(byte[] bytes) throws RegistryException {
        try {
            Json.object(bytes);
            return bytes;
        } catch (IOException e) {
            throw notARegistry("it sends no JSON document", e);
        }
    }

    private RegistryException notARegistry(String reason, IOException cause) {
        RegistryException failure = new RegistryException(
                RegistryException.Kind.NOT_A_REGISTRY,
                "what answers at " + connection.host() + " is not a registry: " + reason);
        failure.initCause(cause);
        return failure;
    }

    private URI manifests(String reference) {
        return path("/manifests/" + reference);
    }

    private URI blobs(Digest digest) {
        return path("/blobs/" + digest);
    }

    private URI path(String rest) {
        return connection.root().resolve("/v2/" + repository + rest);
    }
}
