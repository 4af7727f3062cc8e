package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks registries about images, without pulling their layers. */
final class RegistryQuery {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What jib says before it tries the same again, with the registry's host. */
    private static final Pattern RETRY = Pattern.compile("\\S+ (https?)://([^/]+)/\\S* failed and will be retried");

    private static final long MILLIS_BEFORE_RETRY = 1_000;

    /** With the question that a thread asks right now. */
    private static final ThreadLocal<@Nullable Patience> PATIENCE = new ThreadLocal<>();

    private final Registries registries;
    private final BuildLog log;

    /** By whether plain HTTP is allowed. Kept, because a client remembers which registries do not speak HTTPS. */
    private final Map<Boolean, FailoverHttpClient> http = new ConcurrentHashMap<>();

    /**
     * @param registries how registries are reached
     * @param log receives jib's own words
     */
    RegistryQuery(Registries registries, BuildLog log) {
        this.registries = registries;
        this.log = log;
    }

    /** An answer: the manifest and the client that got it, logged in if that was needed. */
    record Answer(ManifestTemplate manifest, String digest, RegistryClient client) {}

    /** A question to a registry client. */
    @FunctionalInterface
    interface Question<T> {
        T ask(RegistryClient client) throws IOException, RegistryException;
    }

    /** The manifest or index of {@code image}. */
    Answer manifest(ImageName image) throws IOException, RegistryException, CredentialRetrievalException {
        String qualifier = image.digest().orElse(image.tagOrLatest());
        return ask(image, client -> {
            ManifestAndDigest<ManifestTemplate> found = client.pullManifest(qualifier);
            return new Answer(found.getManifest(), found.getDigest().toString(), client);
        });
    }

    /** Does something that takes the right to push. */
    <T> T push(ImageName image, Question<T> work) throws IOException, RegistryException, CredentialRetrievalException {
        return ask(image, work, true);
    }

    /**
     * The digest that a tag has in the registry; empty if there is no such tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the registry cannot be asked
     */
    Optional<String> digest(ImageName image) {
        String qualifier = image.digest().orElse(image.tagOrLatest());
        try {
            return ask(
                    image,
                    client -> client.checkManifest(qualifier)
                            .map(found -> found.getDigest().toString()));
        } catch (IOException | RegistryException | CredentialRetrievalException e) {
            throw JibProblems.of(e, "push", image, "<image>");
        }
    }

    /** The manifest for {@code platform}, out of an index or the answer itself. */
    Optional<BuildableManifestTemplate> forPlatform(Answer answer, Platform platform)
            throws IOException, RegistryException {
        ManifestTemplate manifest = answer.manifest();
        if (manifest instanceof ManifestListTemplate index) {
            List<String> digests = index.getDigestsForPlatform(platform.architecture(), platform.os());
            if (digests.isEmpty()) {
                return Optional.empty();
            }
            manifest = answer.client().pullManifest(digests.get(0)).getManifest();
        }
        return manifest instanceof BuildableManifestTemplate buildable ? Optional.of(buildable) : Optional.empty();
    }

    /** The image configuration that {@code manifest} names. */
    JsonNode configuration(Answer answer, BuildableManifestTemplate manifest) throws IOException {
        DescriptorDigest digest = manifest.getContainerConfiguration().getDigest();
        return JSON.readTree(Blobs.writeToByteArray(answer.client().pullBlob(digest, size -> {}, bytes -> {})));
    }

    /** jib tries ten times, a minute long and longer. That is too long for a first question that no try will answer. */
    private void heed(LogEvent event) {
        new JibLog(log).debug(event);
        Matcher retry = RETRY.matcher(event.getMessage());
        if (!retry.matches()) {
            return;
        }
        Patience ours = PATIENCE.get();
        if (ours != null) {
            ours.failed();
        }
        if (retry.group(1).equals("https")) {
            try {
                SecureDoor.knock(retry.group(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private <T> T ask(ImageName image, Question<T> question)
            throws IOException, RegistryException, CredentialRetrievalException {
        return ask(image, question, false);
    }

    private <T> T ask(ImageName image, Question<T> question, boolean push)
            throws IOException, RegistryException, CredentialRetrievalException {
        try {
            return askOnce(image, question, push);
        } catch (ResponseException e) {
            if (!RegistryFaults.mayPass(e)) {
                throw e;
            }
            log.debug("asked once more, as the registry has answered " + e.getStatusCode());
            pause();
            return askOnce(image, question, push);
        }
    }

    private <T> T askOnce(ImageName image, Question<T> question, boolean push)
            throws IOException, RegistryException, CredentialRetrievalException {
        PATIENCE.set(new Patience());
        try {
            return askWithLogin(image, question, push);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            PATIENCE.remove();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(MILLIS_BEFORE_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private <T> T askWithLogin(ImageName image, Question<T> question, boolean push)
            throws IOException, RegistryException, CredentialRetrievalException {
        String host = JibNames.host(image);
        EventHandlers events = EventHandlers.builder()
                .add(LogEvent.class, new JibLog(log)::debug)
                .build();
        FailoverHttpClient client = http.computeIfAbsent(
                registries.isPlainAllowed(host), plain -> new FailoverHttpClient(plain, plain, this::heed));
        RegistryClient.Factory factory =
                RegistryClient.factory(events, host, image.repository(), client).setUserAgent("docker-strategy");
        try {
            return question.ask(factory.newRegistryClient());
        } catch (RegistryUnauthorizedException e) {
            ImageReference reference = JibNames.reference(image);
            Credential login =
                    registries.login(reference, new JibLog(log)::debug).orElse(null);
            RegistryClient authenticated = factory.setCredential(login).newRegistryClient();
            // Without a login too: Docker Hub and others give everybody a token, and answer nobody without one.
            if (!(push ? authenticated.doPushBearerAuth() : authenticated.doPullBearerAuth())) {
                if (login == null) {
                    throw e;
                }
                authenticated.configureBasicAuth();
            }
            return question.ask(authenticated);
        }
    }
}
