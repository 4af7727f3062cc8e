package io.github.dockerstrategy.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The BuildKit inside an engine behind a port of its own, as one on another machine would be: buildx needs no engine to use it. */
final class RemoteBuilder implements Closeable {

    private final ServerSocket server;
    private final UnixDomainSocketAddress engine;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "remote-builder");
        thread.setDaemon(true);
        return thread;
    });

    private RemoteBuilder(String host) throws IOException {
        engine = UnixDomainSocketAddress.of(host.replace("unix://", ""));
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Gives the BuildKit of the engine at {@code host} a port. */
    static RemoteBuilder of(String host) throws IOException {
        return new RemoteBuilder(host);
    }

    /** A folder of docker's configuration that has buildx, and no builder instance yet. */
    static Path config(TestEnv env) throws IOException {
        Path config = Files.createTempDirectory(Path.of(Workspace.property("it.work")), "config");
        CleanupExtension.later(config);
        Files.createDirectory(config.resolve("cli-plugins"));
        Files.createSymbolicLink(
                config.resolve("cli-plugins/docker-buildx"),
                Path.of(env.get("docker.config.buildx")).resolve("cli-plugins/docker-buildx"));
        return config;
    }

    /** Makes this a node of a builder instance; of a new one, if {@code arguments} do not say {@code --append}. */
    void addTo(String instance, TestEnv env, Path config, String... arguments) {
        new Engine(List.of(env.get("docker.cli.legacy28"), "--config", config.toString(), "buildx", "create"))
                .docker(arguments(instance, arguments))
                .orFail("docker buildx create");
    }

    private String[] arguments(String instance, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--name", instance, "--driver", "remote"));
        all.addAll(List.of(arguments));
        all.add("tcp://127.0.0.1:" + server.getLocalPort());
        return all.toArray(String[]::new);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** An engine speaks to BuildKit's clients once they ask it to change the protocol. */
    private void connect(Socket client) {
        try (client;
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(engine);
            channel.write(ByteBuffer.wrap(
                    "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII)));
            InputStream answers = Channels.newInputStream(channel);
            skipHead(answers);
            threads.execute(() -> copy(client, channel));
            answers.transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One side has hung up, and with that the other.
        }
    }

    private static void skipHead(InputStream answers) throws IOException {
        int ends = 0;
        for (int read = answers.read(); read >= 0; read = answers.read()) {
            ends = read == '\n' ? ends + 1 : read == '\r' ? ends : 0;
            if (ends == 2) {
                return;
            }
        }
    }

    private static void copy(Socket client, SocketChannel channel) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = client.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // One side has hung up, and with that the other.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
