package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.log.BuildLog;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How one registry is reached: redirects, authentication and retries. May be used by several threads.
 *
 * <p>Credentials are sent where the registry itself has asked for them, and nowhere else: not to where a blob is redirected to, nor to a place
 * for an upload on another host. What is reached over HTTPS sends nobody anywhere without it.
 */
public final class RegistryTransport {

    private static final int REDIRECTS = 5;
    private static final int TRIES_TO_AUTHENTICATE = 2;

    /** A way to speak to the registry. */
    private record Protocol(URI root, boolean isVerified) {}

    private final String host;
    private final boolean isPlainAllowed;
    private final RegistryAuthenticator access;
    private final HttpSender transport;
    private final RetryPolicy retries;
    private final List<Protocol> protocols;

    /** The one that the registry has answered in. */
    private volatile @Nullable Protocol settled;

    /**
     * @param host host and optional port
     * @param isPlainAllowed whether plain HTTP, and TLS with any certificate, may be spoken
     * @param agent the name of this client
     * @param access answers challenges
     * @param proxies through which it is reached
     */
    public RegistryTransport(
            String host,
            boolean isPlainAllowed,
            String agent,
            RegistryAuthenticator access,
            HttpTimeouts times,
            List<HttpProxy> proxies,
            BuildLog log) {
        this.host = host;
        this.isPlainAllowed = isPlainAllowed;
        this.access = access;
        this.transport = new HttpSender(agent, times, new HttpConnections(proxies));
        this.retries = new RetryPolicy(host, times.pause(), log);
        this.protocols = protocols(host, isPlainAllowed);
    }

    private static List<Protocol> protocols(String host, boolean isPlainAllowed) {
        Protocol verified = new Protocol(URI.create("https://" + host + "/"), true);
        if (!isPlainAllowed) {
            return List.of(verified);
        }
        Protocol unverified = new Protocol(verified.root(), false);
        Protocol plain = new Protocol(URI.create("http://" + host + "/"), true);
        // A port of one's own, or this machine, is most likely plain; without a port, HTTPS has its own.
        boolean isPlainFirst = RegistryAddress.writtenPort(plain.root()) >= 0
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
        return isPlainFirst ? List.of(plain, verified, unverified) : List.of(verified, unverified, plain);
    }

    String host() {
        return host;
    }

    boolean isPlainAllowed() {
        return isPlainAllowed;
    }

    /** The registry's own address. */
    URI root() {
        Protocol known = settled;
        return (known == null ? protocols.get(0) : known).root();
    }

    /** Sends a request, again where that may help. The status of the answer is for the caller to judge, unless it is a passing one. */
    HttpResponse send(HttpRequest request) throws IOException {
        return retry(() -> once(request));
    }

    /** Repeats a number of requests from their start. */
    <T> T retry(RetryPolicy.Attempt<T> attempt) throws IOException {
        return retries.run(attempt, () -> settled != null);
    }

    /** Sends a request once, with redirects and authentication. */
    HttpResponse once(HttpRequest request) throws IOException {
        HttpResponse answer = followed(request);
        if (RegistryStatus.isPassing(answer)) {
            throw new RetryPolicy.Passing(
                    RegistryStatus.failure(answer, who(answer)), RegistryStatus.retryAfter(answer));
        }
        return answer;
    }

    /** Asks a token server once; the retries are those of the request that needs the token. */
    HttpResponse askTokenServer(HttpRequest request, Optional<String> login) throws IOException {
        HttpResponse answer = transport.send(request, login, true);
        String who = "the token server " + RegistryAddress.site(request.to());
        if (RegistryStatus.isPassing(answer)) {
            throw new RetryPolicy.Passing(RegistryStatus.failure(answer, who), RegistryStatus.retryAfter(answer));
        }
        if (answer.isRedirect()) {
            throw RegistryAddress.refused(who + " of the registry " + host
                    + " sends the request for a token elsewhere, which is not followed");
        }
        return answer;
    }

    /** @throws RegistryException if the answer has another status */
    void expect(HttpResponse answer, int status) throws RegistryException {
        if (answer.status() != status) {
            throw failure(answer);
        }
    }

    /** What an answer means that is not the wanted one. */
    RegistryException failure(HttpResponse answer) {
        boolean isRefused = answer.status() == HttpResponse.UNAUTHORIZED || answer.status() == HttpResponse.FORBIDDEN;
        if (!isRefused) {
            return RegistryStatus.failure(answer, who(answer));
        }
        if (!isOwn(answer.from())) {
            return RegistryAddress.refused("the registry " + host + " sends this request to another host, "
                    + RegistryAddress.site(answer.from()) + ", which answered " + answer.reason()
                    + "; credentials are only sent to the registry itself");
        }
        boolean isForbidden = answer.status() == HttpResponse.FORBIDDEN && access.hasLogin();
        return isForbidden ? RegistryStatus.failure(answer, who(answer)) : access.refusal(who(answer), answer.reason());
    }

    private String who(HttpResponse answer) {
        return isOwn(answer.from())
                ? "the registry " + host
                : RegistryAddress.site(answer.from()) + ", where the registry " + host + " sends this request,";
    }

    private HttpResponse followed(HttpRequest request) throws IOException {
        HttpResponse answer = authenticated(request);
        for (int i = 0; request.isFollowed() && answer.isRedirect(); i++) {
            if (i == REDIRECTS) {
                throw RegistryAddress.refused("the registry " + host + " redirects more than " + REDIRECTS + " times");
            }
            URI to = RegistryAddress.resolve(
                    answer.from(), answer.header("Location").orElse(""));
            answer = authenticated(request.to(to));
        }
        return answer;
    }

    private HttpResponse authenticated(HttpRequest request) throws IOException {
        for (int i = 0; ; i++) {
            Optional<String> authorization = isOwn(request.to()) ? access.authorization() : Optional.empty();
            HttpResponse answer = reached(request, authorization);
            if (answer.status() != HttpResponse.UNAUTHORIZED
                    || !isOwn(answer.from())
                    || i == TRIES_TO_AUTHENTICATE
                    || !access.answer(challenge(answer), authorization, this)) {
                return answer;
            }
        }
    }

    /** Some registries tell how to log in only at their root. */
    private HttpResponse challenge(HttpResponse answer) throws IOException {
        if (!answer.all("WWW-Authenticate").stream().allMatch(String::isBlank)) {
            return answer;
        }
        HttpResponse root =
                transport.send(HttpRequest.get(root().resolve("/v2/"), Map.of()), Optional.empty(), isVerified());
        return root.status() == HttpResponse.UNAUTHORIZED ? root : answer;
    }

    private HttpResponse reached(HttpRequest request, Optional<String> authorization) throws IOException {
        Protocol known = settled;
        return known == null && isOwn(request.to())
                ? settle(request)
                : transport.send(addressed(request), authorization, isVerified() || !isOwn(request.to()));
    }

    private boolean isVerified() {
        Protocol known = settled;
        return known == null || known.isVerified();
    }

    /** The first request finds out what the registry speaks, where more than one protocol is allowed. */
    private synchronized HttpResponse settle(HttpRequest request) throws IOException {
        if (settled != null) {
            return transport.send(addressed(request), access.authorization(), isVerified());
        }
        @Nullable IOException failure = null;
        for (Protocol protocol : protocols) {
            try {
                HttpResponse answer = transport.send(
                        request.to(at(protocol.root(), request.to())), Optional.empty(), protocol.isVerified());
                boolean isTlsPort = answer.status() == HttpResponse.BAD_REQUEST
                        && protocol.root().getScheme().equals("http")
                        && speaksTls();
                if (!isTlsPort) {
                    settled = protocol;
                    return answer;
                }
            } catch (IOException e) {
                failure = failure == null || !(e instanceof SSLException) ? first(failure, e) : failure;
                if (isUnreachable(e) && RegistryAddress.writtenPort(protocol.root()) >= 0) {
                    throw failure;
                }
            }
        }
        throw failure == null ? new IOException("no protocol") : failure;
    }

    private static IOException first(@Nullable IOException failure, IOException next) {
        return failure == null ? next : failure;
    }

    /** Whether a server that dislikes plain HTTP speaks TLS. */
    private boolean speaksTls() {
        try {
            transport.send(HttpRequest.get(URI.create("https://" + host + "/v2/"), Map.of()), Optional.empty(), false);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUnreachable(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof SocketTimeoutException
                || failure instanceof java.net.UnknownHostException
                || (failure instanceof RegistryException refused && refused.kind() == RegistryException.Kind.TIMEOUT);
    }

    private HttpRequest addressed(HttpRequest request) {
        return isOwn(request.to()) ? request.to(at(root(), request.to())) : request;
    }

    /** The registry's own address in the protocol that it speaks. */
    private static URI at(URI root, URI to) {
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        boolean isOther = to.getScheme().equals("http") && root.getScheme().equals("https");
        return isOther ? root.resolve(to.getRawPath() + query) : to;
    }

    /** Whether it is an address of the registry itself. */
    boolean isOwn(URI to) {
        return RegistryAddress.isSame(root(), to)
                || (settled == null && protocols.stream().anyMatch(one -> RegistryAddress.isSame(one.root(), to)));
    }
}
