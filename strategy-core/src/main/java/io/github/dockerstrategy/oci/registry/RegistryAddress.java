package io.github.dockerstrategy.oci.registry;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where requests may go: rules for the addresses that a registry names. */
final class RegistryAddress {

    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^]]*]|[^:@]*)(?::(\\d{1,5})|:)?");
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private RegistryAddress() {}

    /** Scheme, host and port, which is all that is shown of an address: the rest may hold a signature or a password. */
    static String site(URI address) {
        return address.getScheme() + "://" + host(address)
                + (writtenPort(address) < 0 ? "" : ":" + writtenPort(address));
    }

    /**
     * The address in a {@code Location} header.
     *
     * @param from where the header came from
     * @throws RegistryException if it is none, or leaves HTTPS
     */
    static URI resolve(URI from, String location) throws RegistryException {
        if (location.isBlank()) {
            throw refused(site(from) + " sends this request elsewhere, but does not say where");
        }
        URI to;
        try {
            String text = escaped(location.strip());
            to = text.startsWith("?") ? URI.create(withoutQuery(from) + text) : from.resolve(text);
        } catch (IllegalArgumentException e) {
            throw refused(site(from) + " names an address that is none: '" + shown(location) + "'");
        }
        return checked(to, site(from), HTTPS.equals(from.getScheme()));
    }

    /**
     * Checks an address that a registry names.
     *
     * @param namedBy who names it
     * @param isSecure whether it is named over HTTPS, so that only HTTPS is accepted
     */
    static URI checked(URI to, String namedBy, boolean isSecure) throws RegistryException {
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTP) && !scheme.equals(HTTPS)) {
            throw refused(namedBy + " names an address that is not HTTP: '" + shown(to.toString()) + "'");
        }
        if (host(to).isEmpty()) {
            throw refused(namedBy + " names an address without a host: '" + shown(to.toString()) + "'");
        }
        if (isSecure && !scheme.equals(HTTPS)) {
            throw refused(namedBy + " is reached over HTTPS, and names an address without it: " + site(to));
        }
        return to;
    }

    /** Whether a registry's credentials may be sent to {@code to}: the same host and port, over the same protocol or a safer one. */
    static boolean isSame(URI registry, URI to) {
        if (!host(registry).equalsIgnoreCase(host(to))) {
            return false;
        }
        if (registry.getScheme().equalsIgnoreCase(to.getScheme())) {
            return port(registry) == port(to);
        }
        return HTTPS.equalsIgnoreCase(to.getScheme())
                && (writtenPort(registry) == writtenPort(to)
                        || (port(registry) == HTTP_PORT && port(to) == HTTPS_PORT));
    }

    static RegistryException refused(String message) {
        return new RegistryException(RegistryException.Kind.REFUSED_ADDRESS, message);
    }

    /** The port that is written; negative if none is. */
    static int writtenPort(URI address) {
        Matcher authority = AUTHORITY.matcher(String.valueOf(address.getRawAuthority()));
        return authority.matches() && authority.group(2) != null ? Integer.parseInt(authority.group(2)) : -1;
    }

    /** Also of what {@link URI} takes for no host, such as {@code 127.1}. */
    private static String host(URI address) {
        String text = address.getRawAuthority();
        Matcher authority = AUTHORITY.matcher(text == null ? "" : text);
        return authority.matches() ? authority.group(1) : "";
    }

    private static int port(URI address) {
        int written = writtenPort(address);
        if (written >= 0) {
            return written;
        }
        return HTTPS.equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    private static String withoutQuery(URI address) {
        String text = address.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    /** Some registries leave out the escapes that a URI needs. */
    private static String escaped(String location) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < location.length(); i++) {
            char character = location.charAt(i);
            if (" \"<>\\^`{|}".indexOf(character) >= 0) {
                text.append('%').append(Integer.toHexString(character).toUpperCase(Locale.ROOT));
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    /** Without query, and short. */
    private static String shown(String address) {
        String text =
                address.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//").replaceAll("\\p{Cntrl}", " ");
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
