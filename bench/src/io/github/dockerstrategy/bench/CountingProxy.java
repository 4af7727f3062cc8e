package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Forwards connections of the loopback interface to a registry, byte by byte, and counts what goes through. */
final class CountingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final long QUIET_AFTER_SECONDS = 10;

    private final ServerSocket listening;
    private final String host;
    private final int port;
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger tlsHellos = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /** @param registry host and port to forward to */
    CountingProxy(String registry) throws IOException {
        int colon = registry.lastIndexOf(':');
        host = registry.substring(0, colon);
        port = Integer.parseInt(registry.substring(colon + 1));
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon("accept", this::accept);
    }

    /** The registry's name for those who are to be counted. */
    String name() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** What went through since the last call. Waits until no connection is open any more. */
    Traffic take() throws InterruptedException {
        long end = System.nanoTime() + QUIET_AFTER_SECONDS * 1_000_000_000L;
        while (open.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        synchronized (requests) {
            Traffic traffic = new Traffic(
                    List.copyOf(requests),
                    connections.getAndSet(0),
                    tlsHellos.getAndSet(0),
                    sent.getAndSet(0),
                    received.getAndSet(0));
            requests.clear();
            return traffic;
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                open.incrementAndGet();
                daemon("forward", () -> forward(client));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    System.err.println("bench: the proxy cannot accept a connection: " + e.getMessage());
                }
            }
        }
    }

    private void forward(Socket client) {
        try (client;
                Socket registry = new Socket(host, port)) {
            client.setTcpNoDelay(true);
            registry.setTcpNoDelay(true);
            Thread answers = daemon("answers", () -> answers(registry, client));
            RequestCounter counter = new RequestCounter(this::request, sent::addAndGet, tlsHellos::incrementAndGet);
            copy(client.getInputStream(), registry.getOutputStream(), counter);
            registry.shutdownOutput();
            answers.join();
        } catch (IOException e) {
            // One side went away; closing the other tells it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private void answers(Socket registry, Socket client) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = registry.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received.addAndGet(n);
                out.write(buffer, 0, n);
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void copy(InputStream in, OutputStream out, RequestCounter counter) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            counter.read(buffer, n);
            out.write(buffer, 0, n);
        }
    }

    private void request(String methodAndPath) {
        synchronized (requests) {
            requests.add(methodAndPath);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
