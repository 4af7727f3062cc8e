package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks a registry what it has, without any of the plugin's means. */
public final class RegistryProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final String host;
    private final String login;

    private RegistryProbe(String host, String login) {
        this.host = host;
        this.login = login;
    }

    /** The registry that is open to everybody. */
    public static RegistryProbe open(TestEnv env) {
        return new RegistryProbe(env.registry(), "");
    }

    /** The registry that wants a login. */
    public static RegistryProbe withLogin(TestEnv env) {
        return new RegistryProbe(env.registryWithLogin(), env.user() + ":" + env.password());
    }

    public List<String> tags(String repository) {
        return StreamSupport.stream(
                        json("/v2/" + repository + "/tags/list").path("tags").spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    public boolean has(String repository, String tag) {
        return answer("/v2/" + repository + "/manifests/" + tag).statusCode() == 200;
    }

    /** The manifest or index of a tag or digest. */
    public JsonNode manifest(String repository, String reference) {
        return json("/v2/" + repository + "/manifests/" + reference);
    }

    /** The digest of the manifest of a tag. */
    public String digest(String repository, String tag) {
        return answer("/v2/" + repository + "/manifests/" + tag)
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow(() -> new AssertionError("no digest of " + repository + ":" + tag));
    }

    /** How many bytes the manifest of a tag has. */
    public long manifestSize(String repository, String tag) {
        return answer("/v2/" + repository + "/manifests/" + tag).body().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The image configuration of a tag that is no index. */
    public JsonNode config(String repository, String tag) {
        String digest = manifest(repository, tag).path("config").path("digest").asText();
        return json("/v2/" + repository + "/blobs/" + digest);
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(host + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Engine.unchecked(() -> JSON.readTree(answer.body()));
    }

    private HttpResponse<String> answer(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + host + path)).header("Accept", MANIFESTS);
        if (!login.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the registry " + host + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
