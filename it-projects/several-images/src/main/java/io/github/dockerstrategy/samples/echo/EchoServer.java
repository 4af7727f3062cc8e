package io.github.dockerstrategy.samples.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends every line back that it gets. */
public final class EchoServer {

    private EchoServer() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(7007)) {
            System.out.println("Listening on port " + server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                new Thread(() -> echo(client)).start();
            }
        }
    }

    private static void echo(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            in.lines().forEach(out::println);
        } catch (IOException e) {
            System.err.println("Lost a client: " + e.getMessage());
        }
    }
}
