package io.github.dockerstrategy.oci.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS through a proxy. The JDK can do this too, but sends no user name and password to a proxy for HTTPS unless a system property of the whole
 * JVM allows it ({@code jdk.http.auth.tunneling.disabledSchemes}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">CONNECT</a>
 */
final class ProxyTunnel extends SSLSocketFactory {

    static final String AUTHORIZATION = "Proxy-Authorization";

    private static final int LARGEST_ANSWER = 64 << 10;

    private final HttpProxy proxy;
    private final SSLSocketFactory tls;

    ProxyTunnel(HttpProxy proxy, SSLSocketFactory tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** Connects to the proxy when it is asked to connect to the registry; TLS is put on top of it then. */
    private final class Tunnel extends Socket {

        @Override
        public void connect(SocketAddress registry, int timeout) throws IOException {
            try {
                super.connect(proxy.address(), timeout);
            } catch (IOException e) {
                throw named(e);
            }
            int before = getSoTimeout();
            setSoTimeout(timeout);
            try {
                ask((InetSocketAddress) registry);
            } catch (IOException e) {
                close();
                throw e;
            }
            setSoTimeout(before);
        }

        private void ask(InetSocketAddress registry) throws IOException {
            String host = registry.getHostString();
            String target =
                    (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + registry.getPort();
            String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n"
                    + proxy.authorization()
                            .map(value -> AUTHORIZATION + ": " + value + "\r\n")
                            .orElse("")
                    + "\r\n";
            getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = head(getInputStream()).lines().findFirst().orElse("");
            if (!status.matches("HTTP/1\\.\\d 2\\d\\d\\b.*")) {
                throw new IOException(
                        "Unable to tunnel through proxy " + name() + ". Proxy returns \"" + status + "\"");
            }
        }

        /** The failure would otherwise be taken for one of the registry. */
        private IOException named(IOException failure) {
            ConnectException named = new ConnectException("the proxy " + name() + ": " + failure.getMessage());
            named.initCause(failure);
            return named;
        }

        private String name() {
            return proxy.host() + ":" + proxy.port();
        }
    }

    /** What comes before the first empty line; not a byte more, since what follows is the registry's. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n") && !text.endsWith("\n\n")) {
            int next = in.read();
            if (next < 0 || bytes.size() == LARGEST_ANSWER) {
                throw new IOException("Unable to tunnel through proxy. Its answer has no end");
            }
            bytes.write(next);
            text = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return text;
    }

    @Override
    public Socket createSocket() {
        return new Tunnel();
    }

    @Override
    public Socket createSocket(Socket tunnel, String host, int port, boolean closes) throws IOException {
        return tls.createSocket(tunnel, host, port, closes);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw direct();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw direct();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw direct();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw direct();
    }

    private static IOException direct() {
        return new IOException("only connections through the proxy are made here");
    }
}
