package io.github.dockerstrategy.samples.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends a line to an echo server and prints what comes back. */
public final class EchoClient {

    private EchoClient() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.out.println("usage: echo-client HOST PORT WORD...");
            return;
        }
        String line = String.join(" ", Arrays.asList(args).subList(2, args.length));
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.println(line);
            System.out.println(in.readLine());
        }
    }
}
