package io.github.dockerstrategy.engine.jib;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether a host speaks TLS, and shows a certificate that we trust: the first thing that any HTTPS request needs. */
final class SecureDoor {

    private static final int HTTPS = 443;
    private static final int MILLIS = 5_000;
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+)(?::(\\d+))?");

    private SecureDoor() {}

    /**
     * Connects, and leaves again.
     *
     * @param host host and optional port
     * @throws IOException if it cannot be connected to, speaks no TLS or shows no good certificate
     */
    static void knock(String host) throws IOException {
        Matcher address = ADDRESS.matcher(host);
        if (!address.matches() || System.getProperty("https.proxyHost") != null) {
            return; // Through a proxy the door looks different.
        }
        String name = address.group(1);
        int port = address.group(2) == null ? HTTPS : Integer.parseInt(address.group(2));
        InetSocketAddress target = new InetSocketAddress(name, port);
        if (target.isUnresolved()) {
            throw new UnknownHostException(name);
        }
        try (Socket plain = new Socket()) {
            plain.connect(target, MILLIS);
            plain.setSoTimeout(MILLIS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket secure = (SSLSocket) factory.createSocket(plain, name, port, true)) {
                secure.startHandshake();
            }
        }
    }
}
