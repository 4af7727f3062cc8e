package io.github.dockerstrategy.oci.registry;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy for requests to registries.
 *
 * @param scheme the scheme of the requests that it is for: {@code http} or {@code https}
 * @param direct hosts that are reached without it; {@code *} at the start or the end stands for anything
 * @param credentials what it asks for
 */
public record HttpProxy(String scheme, String host, int port, List<String> direct, Optional<Credentials> credentials) {

    public HttpProxy {
        scheme = scheme.toLowerCase(Locale.ROOT);
        direct = direct.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean isFor(String scheme, String host) {
        return this.scheme.equalsIgnoreCase(scheme)
                && direct.stream().noneMatch(name -> matches(name, host.toLowerCase(Locale.ROOT)));
    }

    private static boolean matches(String name, String host) {
        if (name.startsWith("*")) {
            return host.endsWith(name.substring(1));
        }
        return name.endsWith("*") ? host.startsWith(name.substring(0, name.length() - 1)) : host.equals(name);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** The value of the header {@code Proxy-Authorization}. */
    Optional<String> authorization() {
        return credentials.map(login -> "Basic "
                + Base64.getEncoder()
                        .encodeToString((login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8)));
    }
}
