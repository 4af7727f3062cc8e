package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Finds out about a base image what nobody has found out before.
 *
 * @param query how to ask
 * @param cache what need not be asked
 */
record BaseLookup(RegistryQuery query, BaseCache cache) {

    private static final String JAVA_VERSION = "JAVA_VERSION=";

    /**
     * A base image.
     *
     * @param pinned its name, with its digest
     * @param javaVersion what it says of its Java, which may be nothing; absent if its configuration was not read
     */
    record Found(ImageName pinned, Optional<String> javaVersion) {}

    /**
     * Looks a base up.
     *
     * @param named the same with its digest, if that is known
     * @param withJava whether its configuration is worth asking for
     * @throws io.github.dockerstrategy.problem.ProblemException if it cannot be had
     */
    Found find(ImageName base, Optional<ImageName> named, Platform platform, boolean withJava) {
        Optional<BaseCache.Found> kept = named.flatMap(name -> cache.find(name, platform));
        if (named.isPresent() && kept.isPresent()) {
            return new Found(
                    named.get(), kept.map(BaseCache.Found::configuration).map(BaseLookup::javaVersion));
        }
        try {
            RegistryQuery.Answer answer = query.manifest(base);
            ImageName pinned = base.withDigest(answer.digest());
            if (!withJava) {
                return new Found(pinned, Optional.empty());
            }
            Optional<BaseCache.Found> known = cache.find(pinned, platform);
            Optional<JsonNode> configuration =
                    known.isPresent() ? known.map(BaseCache.Found::configuration) : configuration(answer, platform);
            return new Found(pinned, configuration.map(BaseLookup::javaVersion));
        } catch (IOException | UncheckedIOException | RegistryException | CredentialRetrievalException e) {
            throw JibProblems.of(e, "pull the base image", base, BaseImages.WHERE);
        }
    }

    private Optional<JsonNode> configuration(RegistryQuery.Answer answer, Platform platform)
            throws IOException, RegistryException {
        Optional<BuildableManifestTemplate> manifest = query.forPlatform(answer, platform);
        return manifest.isPresent() ? Optional.of(query.configuration(answer, manifest.get())) : Optional.empty();
    }

    private static String javaVersion(JsonNode configuration) {
        for (JsonNode variable : configuration.path("config").path("Env")) {
            if (variable.asText().startsWith(JAVA_VERSION)) {
                return variable.asText().substring(JAVA_VERSION.length());
            }
        }
        return "";
    }
}
