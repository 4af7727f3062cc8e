package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The entrance to a server that speaks plain HTTP. Who tries TLS is turned away at once, as registries do; the JDK's own server would
 * wait for more.
 */
final class PlainOnly implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket entrance;
    private final InetSocketAddress server;

    private PlainOnly(ServerSocket entrance, InetSocketAddress server) {
        this.entrance = entrance;
        this.server = server;
    }

    static PlainOnly to(InetSocketAddress server) throws IOException {
        PlainOnly plain = new PlainOnly(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server);
        daemon(plain::accept);
        return plain;
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                daemon(() -> let(client));
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void let(Socket client) {
        try (client;
                PushbackInputStream in = new PushbackInputStream(client.getInputStream())) {
            int first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            in.unread(first);
            try (Socket inside = new Socket(server.getAddress(), server.getPort())) {
                client.setTcpNoDelay(true);
                inside.setTcpNoDelay(true);
                Thread answers = daemon(() -> carry(inside, client));
                in.transferTo(inside.getOutputStream());
                inside.shutdownOutput();
                answers.join();
            }
        } catch (IOException e) {
            // One side has gone; closing tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // As above.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plain-only");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
