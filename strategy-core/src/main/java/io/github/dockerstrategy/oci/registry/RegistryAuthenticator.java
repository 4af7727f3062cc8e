package io.github.dockerstrategy.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a registry's authentication challenges. Credentials are sent only in response to a challenge, and only to the registry itself or to the
 * token server that it names.
 */
public final class RegistryAuthenticator {

    /** Finds credentials, which may take a while. */
    @FunctionalInterface
    public interface Logins {
        CredentialLookup find() throws IOException;
    }

    /** The name that docker keeps an identity token under, which is exchanged for a token in another way. */
    private static final String IDENTITY_TOKEN = "<token>";

    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private final Logins logins;
    private final List<String> scopes;
    private volatile @Nullable String authorization;
    private @Nullable CredentialLookup found;

    /**
     * @param logins where to find credentials; is not asked before the registry wants some
     * @param scopes what is to be done, such as {@code repository:team/app:pull,push}
     */
    public RegistryAuthenticator(Logins logins, List<String> scopes) {
        this.logins = logins;
        this.scopes = List.copyOf(scopes);
    }

    /** The {@code Authorization} header of a request to the registry. */
    Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /**
     * Answers a challenge.
     *
     * @param refused the request that was refused, with the credentials it had
     * @param registry asks the token server
     * @return whether there is something to try that was not tried yet
     */
    synchronized boolean answer(HttpResponse refused, Optional<String> tried, RegistryTransport registry)
            throws IOException {
        if (!authorization().equals(tried)) {
            return true; // Another thread has answered it meanwhile.
        }
        List<Challenge> challenges = Challenge.parse(refused.all("WWW-Authenticate"));
        Optional<Challenge> bearer = Challenge.of(challenges, Challenge.BEARER);
        Optional<String> next;
        if (bearer.isPresent()) {
            next = Optional.of("Bearer " + token(bearer.get(), registry));
        } else if (challenges.isEmpty()
                || Challenge.of(challenges, Challenge.BASIC).isPresent()) {
            next = credentials().login().map(RegistryAuthenticator::basic);
        } else {
            throw unauthorized(
                    "the registry " + registry.host() + " wants a kind of authentication that is not supported: "
                            + challenges.get(0).scheme());
        }
        if (next.isEmpty() || next.equals(tried)) {
            return false;
        }
        authorization = next.get();
        return true;
    }

    /** Why the registry let nobody in. */
    synchronized RegistryException refusal(String host, String reason) {
        CredentialLookup known = found;
        if (known != null && known.login().isPresent()) {
            return unauthorized(host + " rejected the credentials of "
                    + known.login().get().username() + " from " + known.source() + " (" + reason + ")");
        }
        if (known != null && !known.failure().isEmpty()) {
            return new RegistryException(
                    RegistryException.Kind.CREDENTIALS,
                    host + " needs credentials (" + reason + "), and " + known.failure());
        }
        String searched = known == null || known.source().isEmpty() ? "" : ": " + known.source();
        return unauthorized(host + " needs credentials (" + reason + "), and none were found" + searched);
    }

    /** Whether credentials were sent. */
    synchronized boolean hasLogin() {
        return found != null && found.login().isPresent();
    }

    private CredentialLookup credentials() throws IOException {
        CredentialLookup known = found;
        if (known == null) {
            known = logins.find();
            found = known;
        }
        return known;
    }

    private String token(Challenge challenge, RegistryTransport registry) throws IOException {
        URI server = server(challenge.parameters().get("realm"), registry);
        List<String> parameters = new ArrayList<>();
        String service = challenge.parameters().get("service");
        if (service != null) {
            parameters.add("service=" + encoded(service));
        }
        Optional<Credentials> login = credentials().login();
        boolean isIdentity = login.isPresent() && login.get().username().equals(IDENTITY_TOKEN);
        Set<String> wanted = new LinkedHashSet<>(scopes);
        wanted.addAll(List.of(challenge.parameters().getOrDefault("scope", "").split(" ")));
        wanted.remove("");
        HttpRequest request;
        if (isIdentity) {
            parameters.add("grant_type=refresh_token");
            parameters.add("client_id=docker-strategy");
            parameters.add("scope=" + encoded(String.join(" ", wanted)));
            parameters.add("refresh_token=" + encoded(login.get().password()));
            byte[] form = String.join("&", parameters).getBytes(UTF_8);
            request = HttpRequest.post(server, "application/x-www-form-urlencoded", form);
        } else {
            wanted.forEach(scope -> parameters.add("scope=" + encoded(scope)));
            String query = (server.getRawQuery() == null ? "?" : "&") + String.join("&", parameters);
            request = HttpRequest.get(URI.create(server + query), Map.of());
        }
        HttpResponse answer = registry.askTokenServer(
                request, isIdentity ? Optional.empty() : login.map(RegistryAuthenticator::basic));
        return token(answer, server, registry);
    }

    private String token(HttpResponse answer, URI server, RegistryTransport registry) throws IOException {
        String site = "the token server " + RegistryAddress.site(server);
        if (answer.status() == HttpResponse.UNAUTHORIZED || answer.status() == HttpResponse.FORBIDDEN) {
            throw refusal(site + " of the registry " + registry.host(), answer.reason());
        }
        if (answer.status() != HttpResponse.OK) {
            throw RegistryStatus.failure(answer, site);
        }
        Object token = null;
        try {
            Map<String, Object> document = Json.object(answer.body());
            Object first = document.get("token");
            token = first == null || first.equals("") ? document.get("access_token") : first;
        } catch (IOException e) {
            // Reported below.
        }
        if (!(token instanceof String text) || !TOKEN.matcher(text).matches()) {
            throw new RegistryException(RegistryException.Kind.UNEXPECTED_ANSWER, site + " sends no token");
        }
        return text;
    }

    /** Credentials go to a server that the registry names over HTTPS, or over HTTP where the registry itself may be reached by it. */
    private static URI server(@Nullable String realm, RegistryTransport registry) throws RegistryException {
        String namedBy = "the registry " + registry.host();
        if (realm == null || realm.isBlank()) {
            throw RegistryAddress.refused(namedBy + " wants a token, but does not name its token server");
        }
        try {
            URI server = URI.create(realm.strip());
            return RegistryAddress.checked(server, namedBy + " wants a token, and", !registry.isPlainAllowed());
        } catch (IllegalArgumentException e) {
            throw RegistryAddress.refused(namedBy + " names a token server whose address is none");
        }
    }

    private static RegistryException unauthorized(String message) {
        return new RegistryException(RegistryException.Kind.UNAUTHORIZED, HttpResponse.UNAUTHORIZED, message);
    }

    private static String basic(Credentials login) {
        return "Basic "
                + Base64.getEncoder().encodeToString((login.username() + ":" + login.password()).getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
