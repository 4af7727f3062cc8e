package io.github.dockerstrategy.engine.assembly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry as Docker Hub is one: it answers nobody without a token, and gives one to everybody. Blobs are read only. */
final class TokenRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, byte[]> content = new TreeMap<>();
    private volatile String cut = "nothing";
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    TokenRegistry() throws IOException {
        Thread thread = new Thread(this::accept, "registry");
        thread.setDaemon(true);
        thread.start();
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Requests with a token, method and path. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Offers a one-layer image as {@code base/jre:17}, whose layer cannot be pulled until it is given. */
    void offerImage(byte[] layer, String diffId, String javaVersion) {
        byte[] configuration = bytes("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"JAVA_VERSION="
                + javaVersion + "\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + diffId + "\"]}}");
        byte[] manifest = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST
                + "\",\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":"
                + configuration.length + ",\"digest\":\"" + digest(configuration)
                + "\"},\"layers\":[{\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\",\"size\":"
                + layer.length + ",\"digest\":\"" + digest(layer) + "\"}]}");
        content.put("/v2/base/jre/manifests/17", manifest);
        content.put("/v2/base/jre/manifests/" + digest(manifest), manifest);
        content.put("/v2/base/jre/blobs/" + digest(configuration), configuration);
    }

    void giveLayer(byte[] layer) {
        content.put("/v2/base/jre/blobs/" + digest(layer), layer);
    }

    /** Ends the connection in the middle of the layer. */
    void cutLayer(byte[] layer) {
        cut = digest(layer);
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                String request = reader.readLine();
                if (request == null || !request.endsWith("HTTP/1.1")) {
                    // Somebody tries TLS.
                    continue;
                }
                boolean token = false;
                for (String header = reader.readLine();
                        header != null && !header.isEmpty();
                        header = reader.readLine()) {
                    token |= header.equalsIgnoreCase("Authorization: Bearer for-everybody");
                }
                String[] words = request.split(" ");
                client.getOutputStream().write(answer(words[0], words[1].replaceFirst("\\?.*", ""), token));
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private byte[] answer(String method, String path, boolean token) {
        if (path.equals("/token")) {
            return response("200 OK", "application/json", bytes("{\"token\":\"for-everybody\"}"));
        }
        if (!token) {
            return response(
                    "401 Unauthorized\r\nWww-Authenticate: Bearer realm=\"http://" + host()
                            + "/token\",service=\"test\"",
                    "application/json",
                    bytes("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"a token, please\"}]}"));
        }
        requests.add(method + " " + path);
        if (path.endsWith(cut)) {
            return bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nbegun");
        }
        byte[] found = content.get(path);
        return found == null
                ? response("404 Not Found", "application/json", bytes("{\"errors\":[]}"))
                : response(
                        "200 OK\r\nDocker-Content-Digest: " + digest(found),
                        path.contains("/manifests/") ? MANIFEST : "application/octet-stream",
                        found);
    }

    private static byte[] response(String status, String type, byte[] body) {
        byte[] head = bytes("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n");
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
