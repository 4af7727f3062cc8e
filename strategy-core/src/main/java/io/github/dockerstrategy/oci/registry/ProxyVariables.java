package io.github.dockerstrategy.oci.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies of the environment variables that curl, docker and most other programs know: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code NO_PROXY}, in capitals or not.
 *
 * @param environment the variables
 */
public record ProxyVariables(Map<String, String> environment) {

    private static final int DEFAULT_PORT = 80;
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.*", "[::1]");

    public ProxyVariables {
        environment = Map.copyOf(environment);
    }

    /** The proxies for all requests, but for those that the JVM has a proxy of its own for. */
    public List<HttpProxy> proxies() {
        return Stream.of("http", "https")
                .filter(scheme -> System.getProperty(scheme + ".proxyHost") == null)
                .flatMap(scheme -> of(scheme).stream())
                .toList();
    }

    /** The proxy for requests with {@code scheme}; empty if there is none, or its value is not an address. */
    Optional<HttpProxy> of(String scheme) {
        return variable(scheme + "_proxy")
                .flatMap(ProxyVariables::address)
                .map(address -> new HttpProxy(
                        scheme,
                        address.getHost(),
                        address.getPort() < 0 ? DEFAULT_PORT : address.getPort(),
                        direct(),
                        credentials(address)));
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.of(address).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> credentials(URI address) {
        String user = address.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Credentials(decoded(user.substring(0, colon)), decoded(user.substring(colon + 1))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A domain stands for itself and all below it. */
    private List<String> direct() {
        List<String> direct = new ArrayList<>(THIS_MACHINE);
        for (String name : variable("no_proxy").orElse("").split("[,\\s]+")) {
            String host = name.replaceFirst(":\\d+$", "");
            if (host.equals("*")) {
                direct.add(host);
            } else if (!host.isEmpty()) {
                String domain = host.replaceFirst("^\\*?\\.", "");
                direct.addAll(List.of(domain, "*." + domain));
            }
        }
        return direct;
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }
}
