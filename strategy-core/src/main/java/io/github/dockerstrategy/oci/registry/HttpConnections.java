package io.github.dockerstrategy.oci.registry;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, through a proxy where one is configured. Without one, the JVM's own settings count. Nothing is set for the whole JVM:
 * other plugins run in it.
 */
final class HttpConnections {

    private final List<HttpProxy> proxies;

    /** The JDK uses a connection again only if its factory is the same object. */
    private final Map<HttpProxy, SSLSocketFactory> verified = new ConcurrentHashMap<>();

    private final Map<HttpProxy, SSLSocketFactory> unverified = new ConcurrentHashMap<>();

    private @Nullable SSLSocketFactory unverifiedDirect;

    HttpConnections(List<HttpProxy> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** @param isVerified whether a certificate is checked */
    URLConnection open(URI to, boolean isVerified) throws IOException {
        Optional<HttpProxy> proxy = proxies.stream()
                .filter(one -> to.getHost() != null && one.isFor(to.getScheme(), to.getHost()))
                .findFirst();
        URLConnection connection = proxy.isPresent()
                ? opened(to, proxy.get(), isVerified)
                : to.toURL().openConnection();
        if (!isVerified && connection instanceof HttpsURLConnection secure) {
            secure.setHostnameVerifier((host, session) -> true);
            if (proxy.isEmpty()) {
                secure.setSSLSocketFactory(unverifiedDirect());
            }
        }
        return connection;
    }

    private URLConnection opened(URI to, HttpProxy proxy, boolean isVerified) throws IOException {
        if (to.getScheme().equalsIgnoreCase("https")) {
            URLConnection connection = to.toURL().openConnection(Proxy.NO_PROXY);
            ((HttpsURLConnection) connection).setSSLSocketFactory(tunnel(proxy, isVerified));
            return connection;
        }
        URLConnection connection = to.toURL().openConnection(new Proxy(Proxy.Type.HTTP, proxy.address()));
        proxy.authorization().ifPresent(value -> connection.setRequestProperty(ProxyTunnel.AUTHORIZATION, value));
        return connection;
    }

    private SSLSocketFactory tunnel(HttpProxy proxy, boolean isVerified) {
        return isVerified
                ? verified.computeIfAbsent(
                        proxy, one -> new ProxyTunnel(one, HttpsURLConnection.getDefaultSSLSocketFactory()))
                : unverified.computeIfAbsent(proxy, one -> new ProxyTunnel(one, unverifiedDirect()));
    }

    private synchronized SSLSocketFactory unverifiedDirect() {
        SSLSocketFactory known = unverifiedDirect;
        if (known == null) {
            known = UnverifiedTls.factory();
            unverifiedDirect = known;
        }
        return known;
    }
}
