package io.github.dockerstrategy.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.MediaTypes;
import io.github.dockerstrategy.oci.PackedLayer;
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
 * One repository of a registry, as the distribution specification describes it. Every failure is a {@link RegistryException}, or one of the
 * connection; {@link RegistryProblems} has the words for both.
 *
 * @param connection how the registry is reached
 * @param repository path of the repository
 */
public record RegistryClient(RegistryTransport connection, String repository) {

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
        HttpResponse answer = connection.send(HttpRequest.head(manifests(tag), ANY_MANIFEST));
        if (answer.status() == HttpResponse.NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() == HttpResponse.UNAUTHORIZED || answer.status() == HttpResponse.FORBIDDEN) {
            throw connection.failure(answer);
        }
        Optional<String> digest = answer.status() == HttpResponse.OK
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
        String digest = Image.digest(found.get());
        if (DIGEST.matcher(reference).matches()) {
            refuseOther(reference, digest);
        }
        return Optional.of(new Manifest(digest, json(found.get())));
    }

    /** The same, as it came: whether it is what its digest says is still to be checked. */
    public Optional<byte[]> manifestBytes(String reference) throws IOException {
        HttpResponse answer = connection.send(HttpRequest.get(manifests(reference), ANY_MANIFEST));
        if (answer.status() == HttpResponse.NOT_FOUND && !answer.isWebPage()) {
            return Optional.empty();
        }
        connection.expect(answer, HttpResponse.OK);
        return Optional.of(answer.body());
    }

    /** A document that is kept as a blob. */
    public Map<String, Object> document(String digest) throws IOException {
        byte[] bytes = documentBytes(digest);
        refuseOther(digest, Image.digest(bytes));
        return json(bytes);
    }

    /** The same, as it came: whether it is what its digest says is still to be checked. */
    public byte[] documentBytes(String digest) throws IOException {
        HttpResponse answer = connection.send(HttpRequest.get(blobs(digest), Map.of()));
        connection.expect(answer, HttpResponse.OK);
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
        } catch (RegistryException e) {
            return Set.of(); // It will be overwritten, whatever it is.
        }
        return digests;
    }

    /** The content of a blob: fails once it is longer than declared, or takes too long. Whether it is what its digest says is still to be checked. */
    public InputStream open(Descriptor blob) throws IOException {
        HttpResponse answer =
                connection.send(HttpRequest.get(blobs(blob.digest()), Map.of()).streamed(blob.size()));
        connection.expect(answer, HttpResponse.OK);
        return answer.stream().orElseThrow();
    }

    /**
     * Copies a blob.
     *
     * @throws RegistryException if it is not what its descriptor says
     */
    public void copy(Descriptor blob, OutputStream to) throws IOException {
        MessageDigest digest = Sha256.start();
        long[] count = {0};
        try (InputStream in = open(blob)) {
            HttpSender.transfer(in, new DigestOutputStream(to, digest), bytes -> count[0] += bytes);
        }
        refuseOther(
                blob.digest() + " of " + blob.size() + " bytes",
                "sha256:" + Sha256.hex(digest) + " of " + count[0] + " bytes");
    }

    /** Whether a blob is there, or elsewhere, and the registry knows where. What a registry does not tell is not there. */
    public boolean has(String digest) throws IOException {
        HttpResponse answer =
                connection.send(HttpRequest.head(blobs(digest), Map.of()).notFollowed());
        return answer.status() == HttpResponse.OK || answer.isRedirect();
    }

    /** Mounts a blob of another repository of the registry. Where that is refused or not supported, the blob can still be uploaded. */
    public boolean mount(String digest, String from) throws IOException {
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
     * @param sent hears of each number of bytes
     */
    public void upload(PackedLayer layer, LongConsumer sent) throws IOException {
        upload(layer.digest(), layer.size(), () -> Files.newInputStream(layer.file()), sent);
    }

    /** Uploads a document as a blob. */
    public void upload(String document) throws IOException {
        byte[] bytes = document.getBytes(UTF_8);
        upload(Image.digest(bytes), bytes.length, () -> new java.io.ByteArrayInputStream(bytes), count -> {});
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
    public void put(String document, String mediaType, String reference) throws IOException {
        expectSuccess(connection.send(HttpRequest.put(manifests(reference), mediaType, document.getBytes(UTF_8))));
    }

    private void expectSuccess(HttpResponse answer) throws RegistryException {
        if (answer.status() < SUCCESS || answer.status() >= REDIRECT) {
            throw connection.failure(answer);
        }
    }

    /** Where a blob is to be put: in one piece, which takes a request less than in parts. */
    private URI target(String digest) throws IOException {
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

    private void refuseOther(String wanted, String found) throws RegistryException {
        if (!wanted.equals(found)) {
            throw new RegistryException(
                    RegistryException.Kind.WRONG_CONTENT,
                    "the registry " + connection.host() + " sends other content (" + found + ") for " + wanted);
        }
    }

    private Map<String, Object> json(byte[] bytes) throws RegistryException {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            RegistryException failure = new RegistryException(
                    RegistryException.Kind.NOT_A_REGISTRY,
                    "what answers at " + connection.host() + " is not a registry: it sends no JSON document");
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
