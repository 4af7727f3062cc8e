package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a registry is shown so that it lets us in: nothing, until it asks; then a login, or the token that its token server gives for
 * one, or to everybody.
 */
public final class RegistryAccess {

    /** Finds a login, which may take a while. */
    @FunctionalInterface
    public interface Logins {
        Optional<Login> find() throws IOException;
    }

    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z_]+)=(?:\"([^\"]*)\"|([^\\s,\"]+))");

    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";

    /** The name that docker keeps an identity token under, which takes another way to a token. */
    private static final String IDENTITY_TOKEN = "<token>";

    private final Logins logins;
    private final List<String> scopes;
    private volatile @Nullable String authorization;

    /**
     * @param logins where to find a login; is not asked before the registry wants one
     * @param scopes what is to be done, such as {@code repository:team/app:pull,push}
     */
    public RegistryAccess(Logins logins, List<String> scopes) {
        this.logins = logins;
        this.scopes = List.copyOf(scopes);
    }

    /** What a request has to say. */
    Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /**
     * Gets what the registry asks for.
     *
     * @param challenges its {@code WWW-Authenticate} headers
     * @throws IOException if it cannot be had
     */
    synchronized void answer(List<String> challenges, RegistryConnection registry) throws IOException {
        for (String challenge : challenges) {
            String scheme = challenge.strip().split("\\s", 2)[0];
            if (scheme.equalsIgnoreCase(BEARER)) {
                authorization = "Bearer " + token(parameters(challenge), registry);
                return;
            }
            if (scheme.equalsIgnoreCase(BASIC)) {
                authorization = logins.find()
                        .map(RegistryAccess::basic)
                        .orElseThrow(() -> new IOException("the registry wants a login"));
                return;
            }
        }
        throw new IOException("the registry wants a login of a kind that is not known here");
    }

    private String token(Map<String, String> challenge, RegistryConnection registry) throws IOException {
        Optional<Login> login = logins.find();
        String realm = challenge.get("realm");
        if (realm == null
                || login.filter(found -> found.username().equals(IDENTITY_TOKEN))
                        .isPresent()) {
            throw new IOException("the registry wants a token that is got in another way");
        }
        StringBuilder query = new StringBuilder(realm.indexOf('?') < 0 ? "?" : "&");
        String service = challenge.get("service");
        if (service != null) {
            query.append("service=").append(encoded(service)).append('&');
        }
        Set<String> wanted = new LinkedHashSet<>(scopes);
        wanted.addAll(List.of(challenge.getOrDefault("scope", "").split(" ")));
        wanted.remove("");
        query.append(String.join(
                "&", wanted.stream().map(scope -> "scope=" + encoded(scope)).toList()));
        HttpURLConnection answer = registry.ask(URI.create(realm + query), login.map(RegistryAccess::basic));
        RegistryConnection.expect(answer, HttpURLConnection.HTTP_OK);
        try (InputStream body = answer.getInputStream()) {
            Map<String, Object> document = Json.object(body.readAllBytes());
            Object token = document.containsKey("token") ? document.get("token") : document.get("access_token");
            if (token == null) {
                throw new IOException("the token server gives no token");
            }
            return token.toString();
        }
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> all = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            all.put(parameter.group(1), parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
        }
        return all;
    }

    private static String basic(Login login) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
