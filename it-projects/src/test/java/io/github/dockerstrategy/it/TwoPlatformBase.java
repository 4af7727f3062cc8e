package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives a registry a base image for two platforms: the layers of one that it has, under an index that says that they also are for
 * arm64. Nothing runs them there, so that is enough.
 */
final class TwoPlatformBase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

    private final TestEnv env;
    private final String repository;

    private TwoPlatformBase(TestEnv env, String repository) {
        this.env = env;
        this.repository = repository;
    }

    /** Makes {@code repository:newTag} of {@code repository:tag}, and returns its full name. */
    static String make(TestEnv env, String repository, String tag, String newTag) throws Exception {
        new TwoPlatformBase(env, repository).make(tag, newTag);
        return env.registry() + "/" + repository + ":" + newTag;
    }

    private void make(String tag, String newTag) throws Exception {
        RegistryProbe registry = RegistryProbe.open(env);
        JsonNode amd64 = registry.manifest(repository, tag);
        ObjectNode config = (ObjectNode) registry.config(repository, tag);
        config.put("architecture", "arm64");
        byte[] configBytes = JSON.writeValueAsBytes(config);
        putBlob(configBytes);

        ObjectNode arm64 = amd64.deepCopy();
        ((ObjectNode) arm64.get("config")).put("digest", digest(configBytes)).put("size", configBytes.length);
        byte[] arm64Bytes = JSON.writeValueAsBytes(arm64);
        putManifest(digest(arm64Bytes), MANIFEST, arm64Bytes);

        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", INDEX);
        index.putArray("manifests")
                .add(descriptor(registry.digest(repository, tag), registry.manifestSize(repository, tag), "amd64"))
                .add(descriptor(digest(arm64Bytes), arm64Bytes.length, "arm64"));
        putManifest(newTag, INDEX, JSON.writeValueAsBytes(index));
    }

    private static ObjectNode descriptor(String digest, long size, String architecture) {
        ObjectNode descriptor = JSON.createObjectNode();
        descriptor.put("mediaType", MANIFEST).put("digest", digest).put("size", size);
        descriptor.set("platform", JSON.valueToTree(Map.of("os", "linux", "architecture", architecture)));
        return descriptor;
    }

    private void putBlob(byte[] content) throws Exception {
        URI uploads = URI.create("http://" + env.registry() + "/v2/" + repository + "/blobs/uploads/");
        String location = send(HttpRequest.newBuilder(uploads).POST(BodyPublishers.noBody()), 202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String separator = location.contains("?") ? "&" : "?";
        URI target = uploads.resolve(location + separator + "digest=" + digest(content));
        send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(content)),
                201);
    }

    private void putManifest(String reference, String type, byte[] content) throws Exception {
        URI target = URI.create("http://" + env.registry() + "/v2/" + repository + "/manifests/" + reference);
        send(HttpRequest.newBuilder(target).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(content)), 201);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new AssertionError(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private static String digest(byte[] content) throws GeneralSecurityException {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
