package io.github.dockerstrategy.engine.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.image.Json;
import io.github.dockerstrategy.image.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
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
 * One repository of a registry, as the distribution specification describes it. Every failure is a {@link RegistryFailure}, or one of the
 * connection; {@link RegistryProblems} has the words for both.
 *
 * @param connection how the registry is reached
 * @param repository path of the repository
 */
public record RegistryClient(RegistryConnection connection, String repository) {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final Map<String, String> ANY_MANIFEST = Map.of("Accept", MediaTypes.ANY_MANIFEST);

    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    /**
     * A manifest or an index.
     *
     * @param digest of its bytes
     * @param document what it says
     */
    public record Manifest(String digest, Map<String, Object> document) {

        public Manifest {
            document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
        }

        /** Whether it names the images of several platforms. */
        public boolean isIndex() {
            return document.containsKey("manifests");
        }
    }

    /** The digest that a tag has; empty if there is no such tag. */
    public Optional<String> digest(String tag) throws IOException {
        HttpAnswer answer = connection.send(HttpRequest.head(manifests(tag), ANY_MANIFEST));
        if (answer.status() == HttpAnswer.NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() == HttpAnswer.UNAUTHORIZED || answer.status() == HttpAnswer.FORBIDDEN) {
            throw connection.failure(answer);
        }
        Optional<String> digest = answer.status() == HttpAnswer.OK
                ? answer.header("Docker-Content-Digest")
                        .filter(found -> DIGEST.matcher(found).matches())
                : Optional.empty();
        // Some registries do not know HEAD, or tell no digest.
        return digest.isPresent() ? digest : manifest(tag).map(Manifest::digest);
    }

    /** What a tag or a digest stands for; empty if there is no such thing. */
    public Optional<Manifest> manifest(String reference) throws IOException {
        Optional<byte[]> found = manifestBytes(reference);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String digest = OciImage.digest(found.get());
        if (DIGEST.matcher(reference).matches()) {
            refuseOther(reference, digest);
        }
        return Optional.of(new Manifest(digest, json(found.get())));
    }

    /** The same, as it came: whether it is what its digest says is still to be checked. */
    Optional<byte[]> manifestBytes(String reference) throws IOException {
        HttpAnswer answer = connection.send(HttpRequest.get(manifests(reference), ANY_MANIFEST));
        if (answer.status() == HttpAnswer.NOT_FOUND && !answer.isWebPage()) {
            return Optional.empty();
        }
        connection.expect(answer, HttpAnswer.OK);
        return Optional.of(answer.body());
    }

    /** A document that is kept as a blob. */
    public Map<String, Object> document(String digest) throws IOException {
        byte[] bytes = documentBytes(digest);
        refuseOther(digest, OciImage.digest(bytes));
        return json(bytes);
    }

    /** The same, as it came: whether it is what its digest says is still to be checked. */
    byte[] documentBytes(String digest) throws IOException {
        HttpAnswer answer = connection.send(HttpRequest.get(blobs(digest), Map.of()));
        connection.expect(answer, HttpAnswer.OK);
        return answer.body();
    }

    /** Digests of what the repository has because an image of it has them; nothing if that cannot be told. */
    public Set<String> blobsOf(String tag) throws IOException {
        Set<String> digests = new HashSet<>();
        try {
            manifest(tag).ifPresent(found -> {
                List<Object> blobs = new ArrayList<>(Json.list(found.document().get("layers")));
                blobs.add(found.document().get("config"));
                blobs.forEach(
                        blob -> digests.add(String.valueOf(Json.object(blob).get("digest"))));
            });
        } catch (RegistryFailure e) {
            return Set.of(); // It will be overwritten, whatever it is.
        }
        return digests;
    }

    /** The content of a blob: fails once it is longer than declared, or takes too long. Whether it is what its digest says is still to be checked. */
    public InputStream open(Blob blob) throws IOException {
        HttpAnswer answer =
                connection.send(HttpRequest.get(blobs(blob.digest()), Map.of()).streamed(blob.size()));
        connection.expect(answer, HttpAnswer.OK);
        return answer.stream().orElseThrow();
    }

    /**
     * Copies a blob.
     *
     * @throws RegistryFailure if it is not what its descriptor says
     */
    public void copy(Blob blob, OutputStream to) throws IOException {
        MessageDigest digest = Sha256.start();
        long[] count = {0};
        try (InputStream in = open(blob)) {
            HttpTransport.transfer(in, new DigestOutputStream(to, digest), bytes -> count[0] += bytes);
        }
        refuseOther(
                blob.digest() + " of " + blob.size() + " bytes",
                "sha256:" + Sha256.hex(digest) + " of " + count[0] + " bytes");
    }

    /** Whether a blob is there, or elsewhere, and the registry knows where. What a registry does not tell is not there. */
    boolean has(String digest) throws IOException {
        HttpAnswer answer =
                connection.send(HttpRequest.head(blobs(digest), Map.of()).notFollowed());
        return answer.status() == HttpAnswer.OK || answer.isRedirect();
    }

    /** Mounts a blob of another repository of the registry. Where that is refused or not supported, the blob can still be uploaded. */
    boolean mount(String digest, String from) throws IOException {
        try {
            HttpAnswer answer = connection.send(HttpRequest.post(path("/blobs/uploads/?mount=" + digest + "&from="
                    + URLEncoder.encode(from, UTF_8).replace("%2F", "/"))));
            if (answer.status() == HttpAnswer.ACCEPTED
                    && answer.header("Location").isPresent()
                    && connection.isOwn(location(answer))) {
                connection.once(HttpRequest.delete(location(answer)));
            }
            return answer.status() == HttpAnswer.CREATED;
        } catch (RegistryFailure | Retries.Passing e) {
            return false;
        }
    }

    /**
     * Uploads a layer.
     *
     * @param sent hears of each number of bytes
     */
    void upload(PackedLayer layer, LongConsumer sent) throws IOException {
        upload(layer.digest(), layer.size(), () -> Files.newInputStream(layer.file()), sent);
    }

    /** Uploads a document as a blob. */
    void upload(String document) throws IOException {
        byte[] bytes = document.getBytes(UTF_8);
        upload(OciImage.digest(bytes), bytes.length, () -> new java.io.ByteArrayInputStream(bytes), count -> {});
    }

    /** An upload that is cut begins again: what was sent of it is not counted twice. */
    private void upload(String digest, long length, HttpRequest.Opener content, LongConsumer sent) throws IOException {
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
            HttpAnswer answer = connection.once(put);
            if (answer.status() == HttpAnswer.NOT_FOUND) {
                // The registry has forgotten the upload.
                throw new Retries.Passing(connection.failure(answer), Optional.empty());
            }
            expectSuccess(answer);
            return answer;
        });
    }

    /** Puts a manifest or an index there under a tag or its digest. */
    void put(String document, String mediaType, String reference) throws IOException {
        expectSuccess(connection.send(HttpRequest.put(manifests(reference), mediaType, document.getBytes(UTF_8))));
    }

    private void expectSuccess(HttpAnswer answer) throws RegistryFailure {
        if (answer.status() < SUCCESS || answer.status() >= REDIRECT) {
            throw connection.failure(answer);
        }
    }

    /** Where a blob is to be put: in one piece, which takes a request less than in parts. */
    private URI target(String digest) throws IOException {
        HttpAnswer answer = connection.once(HttpRequest.post(path("/blobs/uploads/")));
        connection.expect(answer, HttpAnswer.ACCEPTED);
        String location = location(answer).toString();
        boolean needsSeparator = !location.endsWith("?") && !location.endsWith("&");
        String separator = location.indexOf('?') < 0 ? "?" : needsSeparator ? "&" : "";
        return URI.create(location + separator + "digest=" + digest);
    }

    private static URI location(HttpAnswer answer) throws RegistryFailure {
        return RegistryAddress.resolve(answer.from(), answer.header("Location").orElse(""));
    }

    private void refuseOther(String wanted, String found) throws RegistryFailure {
        if (!wanted.equals(found)) {
            throw new RegistryFailure(
                    RegistryFailure.Kind.WRONG_CONTENT,
                    "the registry " + connection.host() + " sends other content (" + found + ") for " + wanted);
        }
    }

    private Map<String, Object> json(byte[] bytes) throws RegistryFailure {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            RegistryFailure failure = new RegistryFailure(
                    RegistryFailure.Kind.NOT_A_REGISTRY,
                    "what answers at " + connection.host() + " is no registry: it sends no JSON document");
            failure.initCause(e);
            throw failure;
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
