package io.github.dockerstrategy.engine.assembly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dockerstrategy.oci.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry in memory, over plain HTTP on the loopback interface: as much of the distribution specification as pulling and pushing
 * takes. Remembers what it was asked.
 */
public final class FakeRegistry implements AutoCloseable {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

    private record Stored(String type, String text) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger uploadNumber = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Optional<String> login = Optional.empty();
    private volatile String faulty = "";
    private volatile boolean silent;
    private volatile boolean mounts = true;

    public FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/", this::answer);
        server.start();
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::letIn);
    }

    /** A caller that wants to speak TLS is turned away at the door: the JDK's server would wait for more of it. */
    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                threads.execute(() -> lead(caller));
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void lead(Socket caller) {
        try (caller;
                Socket inside = new Socket(
                        InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            int first = caller.getInputStream().read();
            if (first == TLS_HANDSHAKE || first < 0) {
                return;
            }
            inside.getOutputStream().write(first);
            threads.execute(() -> copy(caller, inside));
            copy(inside, caller);
        } catch (IOException e) {
            // The caller has left.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has left.
        }
    }

    /** From now on, nothing is given without this login. */
    FakeRegistry withLogin(String username, String password) {
        login = Optional.of("Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Answers some of the next requests whose text holds this with 503. */
    public FakeRegistry withFaults(int number, String request) {
        faulty = request;
        faults.set(number);
        return this;
    }

    /** Something else is in all layers that were put here. */
    FakeRegistry spoilBlobs() {
        blobs.replaceAll((digest, content) -> content[0] == '{' ? content : new byte[] {1, 2, 3});
        return this;
    }

    /** From now on, takes no blob over from another repository. */
    FakeRegistry withoutMounts() {
        mounts = false;
        return this;
    }

    /** From now on, accepts every request and answers none. */
    FakeRegistry silent() {
        silent = true;
        return this;
    }

    public String host() {
        return "localhost:" + port();
    }

    int port() {
        return door.getLocalPort();
    }

    /** What was asked for, as {@code METHOD path}; with a {@code *} where a login came along. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Puts an image of one file here. */
    public String put(String repository, String tag, String javaVersion) {
        return put(repository, tag, javaVersion, Platform.LINUX_AMD64);
    }

    /** Puts an image of one file for each platform here, in an index, and gives the index's digest. */
    String putIndex(String repository, String tag, String javaVersion, Platform... platforms) {
        String entries = List.of(platforms).stream()
                .map(platform -> {
                    String digest = put(repository, platform.architecture(), javaVersion, platform);
                    int size = stored(repository, digest).orElseThrow().bytes().length;
                    return """
                            {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"%s","architecture":"%s"}}""".formatted(MANIFEST, digest, size, platform.os(), platform.architecture());
                })
                .collect(Collectors.joining(","));
        return store(repository, tag, INDEX, """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(INDEX, entries));
    }

    /** Puts an image here whose configuration has all that jib knows of, and gives its digest. */
    String putRich(String repository, boolean healthCheck) {
        String health = healthCheck ? """
                ,"Healthcheck":{"Test":["CMD","true"],"Interval":30000000000,"Timeout":3000000000,"StartPeriod":1000000000,"Retries":3}""" : "";
        return put(repository, "1", "linux/amd64", """
                {"created":"2026-01-01T00:00:00Z","architecture":"amd64","os":"linux",
                 "config":{"Env":["PATH=/usr/bin:/bin","JAVA_VERSION=17.0.15","EMPTY=","A=1","B=2","C=3","D=4","E=5","F=6","G=7=7","H=8",
                 "I=9","J=10","K=ü"],"Entrypoint":["/entry.sh","--"],"Cmd":["sh","-c","echo \\"$A\\" \\\\"],"User":"1000:1000",
                 "WorkingDir":"/data","Labels":{"one":"1","two":"zwei \\u00fc","three":"\\t<&>"},"ExposedPorts":{"9000/tcp":{},"53/udp":{}},
                 "Volumes":{"/b":{},"/a":{}},"OnBuild":null,"Image":"sha256:0a","Hostname":"h"HEALTH},
                 "rootfs":{"type":"layers","diff_ids":["%s"]},
                 "history":[{"created":"2026-01-01T00:00:00Z","created_by":"ADD /","comment":"c","author":"a"},
                 {"created":"2026-01-01T00:00:01Z","created_by":"ENV A=1","empty_layer":true}]}""".replace("HEALTH", health));
    }

    /** Puts an image of one layer here, with that configuration ({@code %s} is its diff ID), and gives its digest. */
    String putConfigured(String repository, String configuration) {
        return put(repository, "1", "linux/amd64", configuration);
    }

    /** Puts a document here, under its digest and a tag, as it is. */
    String putManifest(String repository, String tag, String text) {
        return store(repository, tag, MANIFEST, text);
    }

    /** Puts a document here under another one's digest. */
    void lie(String repository, String digest, String text) {
        manifests.put(repository + "@" + digest, new Stored(MANIFEST, text));
    }

    /** Puts a blob here, and gives its digest. */
    String putBlob(byte[] content) {
        blobs.put(sha256(content), content);
        return sha256(content);
    }

    /** Gives another blob for this digest from now on. */
    void lie(String digest, byte[] content) {
        blobs.put(digest, content);
    }

    byte[] blob(String digest) {
        return java.util.Objects.requireNonNull(blobs.get(digest));
    }

    /** The digest of what is stored under a tag. */
    String digest(String repository, String tag) {
        return sha256(stored(repository, tag).orElseThrow().bytes());
    }

    /** Digests of an image's layers. */
    List<String> layers(String repository, String tag) {
        String manifest = manifest(repository, tag).orElseThrow();
        return DIGEST.matcher(manifest.substring(manifest.indexOf("\"layers\"")))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Puts the image of {@code manifest} here with a changed configuration. */
    void putLying(String repository, String tag, String manifest, UnaryOperator<String> change) {
        Matcher config = DIGEST.matcher(manifest);
        if (!config.find()) {
            throw new IllegalArgumentException(manifest);
        }
        byte[] old = blob(config.group());
        byte[] changed = change.apply(new String(old, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        store(
                repository,
                tag,
                MANIFEST,
                manifest.replace(config.group(), putBlob(changed))
                        .replace("\"size\":" + old.length + ",", "\"size\":" + changed.length + ","));
    }

    /** Puts an index of images for variants of a platform here; the file in each says which. */
    void putVariants(String repository, String tag, Platform... platforms) {
        String entries = List.of(platforms).stream()
                .map(platform -> {
                    String variant = platform.variant().orElseThrow();
                    String digest = put(repository, "v", variant, """
                            {"architecture":"arm","os":"linux","variant":"%s","rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(variant, "%s"));
                    int size = stored(repository, digest).orElseThrow().bytes().length;
                    return """
                            {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"arm","variant":"%s"}}""".formatted(MANIFEST, digest, size, variant);
                })
                .collect(Collectors.joining(","));
        store(repository, tag, INDEX, """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(INDEX, entries));
    }

    /** Puts an image of one layer here that is not compressed. */
    void putUncompressed(String repository, String tag) {
        byte[] layer = tar("etc/os-release", "ID=plain\n");
        String digest = putBlob(layer);
        byte[] config = """
                {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(digest).getBytes(StandardCharsets.UTF_8);
        store(repository, tag, MANIFEST, """
                {"schemaVersion":2,"config":{"size":%d,"digest":"%s"},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","size":%d,"digest":"%s"}]}""".formatted(config.length, putBlob(config), layer.length, digest));
    }

    /** Puts an image of these tar archives here, without a configuration of its own. */
    void putLayers(String repository, String tag, List<byte[]> archives) {
        String diffIds =
                archives.stream().map(archive -> '"' + sha256(archive) + '"').collect(Collectors.joining(","));
        byte[] config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
                        .formatted(diffIds)
                        .getBytes(StandardCharsets.UTF_8);
        String layers = archives.stream()
                .map(FakeRegistry::gzip)
                .map(layer -> """
                        {"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}""".formatted(layer.length, putBlob(layer)))
                .collect(Collectors.joining(","));
        store(repository, tag, MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","config":{"size":%d,"digest":"%s"},"layers":[%s]}""".formatted(MANIFEST, config.length, putBlob(config), layers));
    }

    /** Puts an image of one layer here, with the media type that OCI images have for Zstandard. */
    void putZstd(String repository, String diffId, byte[] layer) {
        byte[] config = """
                {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(diffId).getBytes(StandardCharsets.UTF_8);
        store(repository, "1", "application/vnd.oci.image.manifest.v1+json", """
                {"schemaVersion":2,"config":{"size":%d,"digest":"%s"},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+zstd","size":%d,"digest":"%s"}]}""".formatted(
                        config.length, putBlob(config), layer.length, putBlob(layer)));
    }

    /** Forgets a tag. */
    void remove(String repository, String tag) {
        manifests.remove(repository + "@" + tag);
    }

    /** A manifest that was pushed, or put here. */
    Optional<String> manifest(String repository, String reference) {
        return stored(repository, reference).map(Stored::text);
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private String put(String repository, String tag, String javaVersion, Platform platform) {
        return put(repository, tag, platform.architecture(), """
                {"created":"2026-01-01T00:00:00Z","architecture":"%s","os":"%s",
                 "config":{"Env":["PATH=/usr/bin","JAVA_VERSION=%s"],"Cmd":["sh"]},
                 "rootfs":{"type":"layers","diff_ids":["%s"]},"history":[{"created_by":"base"}]}""".formatted(
                        platform.architecture(), platform.os(), javaVersion, "%s"));
    }

    private String put(String repository, String tag, String content, String configuration) {
        byte[] tar = tar("etc/os-release", "ID=" + content + "\n");
        byte[] layer = gzip(tar);
        byte[] config = configuration.formatted(sha256(tar)).getBytes(StandardCharsets.UTF_8);
        blobs.put(sha256(layer), layer);
        blobs.put(sha256(config), config);
        return store(repository, tag, MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}""".formatted(
                        MANIFEST, config.length, sha256(config), layer.length, sha256(layer)));
    }

    private String store(String repository, String tag, String type, String text) {
        Stored stored = new Stored(type, text);
        String digest = sha256(stored.bytes());
        manifests.put(repository + "@" + tag, stored);
        manifests.put(repository + "@" + digest, stored);
        return digest;
    }

    private Optional<Stored> stored(String repository, String reference) {
        return Optional.ofNullable(manifests.get(repository + "@" + reference));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String query = exchange.getRequestURI().getQuery();
        String mount = query != null && query.startsWith("mount=") ? "?mount" : "";
        requests.add(exchange.getRequestMethod() + " " + path + mount + (authorization == null ? "" : " *"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (silent) {
            return; // The connection stays open.
        }
        boolean fault = (exchange.getRequestMethod() + " " + path).contains(faulty) && faults.getAndDecrement() > 0;
        if (fault) {
            respond(exchange, 503, error("UNAVAILABLE"));
        } else if (login.isPresent() && !login.get().equals(authorization)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"fake\"");
            respond(exchange, 401, error("UNAUTHORIZED"));
        } else if (path.equals("/v2/")) {
            respond(exchange, 200, new byte[0]);
        } else if (path.contains("/manifests/")) {
            manifest(exchange, path, body);
        } else if (path.contains("/blobs/uploads/")) {
            upload(exchange, path, body);
        } else {
            byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
            respond(exchange, blob == null ? 404 : 200, blob == null ? error("BLOB_UNKNOWN") : blob);
        }
        exchange.close();
    }

    private void manifest(HttpExchange exchange, String path, byte[] body) throws IOException {
        int split = path.indexOf("/manifests/");
        String repository = path.substring("/v2/".length(), split);
        String reference = path.substring(split + "/manifests/".length());
        if (exchange.getRequestMethod().equals("PUT")) {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String digest = store(repository, reference, type, new String(body, StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
            respond(exchange, 201, new byte[0]);
            return;
        }
        Optional<Stored> stored = stored(repository, reference);
        if (stored.isEmpty()) {
            respond(exchange, 404, error("MANIFEST_UNKNOWN"));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", stored.get().type());
        exchange.getResponseHeaders()
                .set("Docker-Content-Digest", sha256(stored.get().bytes()));
        respond(exchange, 200, stored.get().bytes());
    }

    private void upload(HttpExchange exchange, String path, byte[] body) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (mounts && query != null && query.startsWith("mount=")) {
                    boolean there = blobs.containsKey(query.substring("mount=".length(), query.indexOf('&')));
                    exchange.getResponseHeaders().set("Location", path + uploadNumber.incrementAndGet());
                    respond(exchange, there ? 201 : 202, new byte[0]);
                    return;
                }
                exchange.getResponseHeaders().set("Location", path + uploadNumber.incrementAndGet());
                respond(exchange, 202, new byte[0]);
            }
            case "PATCH" -> {
                uploads.put(path, body);
                exchange.getResponseHeaders().set("Location", path);
                respond(exchange, 202, new byte[0]);
            }
            case "DELETE" -> respond(exchange, 204, new byte[0]);
            default -> {
                byte[] blob = body.length > 0 ? body : uploads.getOrDefault(path, new byte[0]);
                blobs.put(sha256(blob), blob);
                exchange.getResponseHeaders().set("Docker-Content-Digest", sha256(blob));
                respond(exchange, exchange.getRequestURI().getQuery().contains(sha256(blob)) ? 201 : 400, new byte[0]);
            }
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] error(String code) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"no\"}]}"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] tar(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(text.length);
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
