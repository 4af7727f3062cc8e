package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks base images up in their registries before anything is built.
 *
 * @param query how to ask
 * @param cache what need not be asked
 */
record BaseImages(RegistryQuery query, BaseCache cache) {

    static final String WHERE = "<from>";

    private static final Pattern JAVA_VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

    /**
     * Finds out which image a base's name stands for right now, so that what is checked is what is built on.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the name with its digest
     * @throws ProblemException if it cannot be had, or says that its Java is older than {@code javaRelease}
     */
    ImageName pin(ImageName base, Platform platform, int javaRelease) {
        Optional<ImageName> named = base.digest().isPresent()
                ? Optional.of(base)
                : query.quickDigest(base).map(base::withDigest);
        Optional<BaseCache.Found> kept = named.flatMap(name -> cache.find(name, platform));
        if (named.isPresent() && kept.isPresent()) {
            if (javaRelease > 0) {
                checkJava(base, kept.get().configuration(), javaRelease);
            }
            return named.get();
        }
        try {
            RegistryQuery.Answer answer = query.manifest(base);
            ImageName pinned = base.withDigest(answer.digest());
            Optional<BaseCache.Found> known = cache.find(pinned, platform);
            if (javaRelease > 0) {
                Optional<JsonNode> configuration =
                        known.isPresent() ? known.map(BaseCache.Found::configuration) : configuration(answer, platform);
                if (configuration.isPresent()) {
                    checkJava(base, configuration.get(), javaRelease);
                }
            }
            return pinned;
        } catch (IOException | UncheckedIOException | RegistryException | CredentialRetrievalException e) {
            throw JibProblems.of(e, "pull the base image", base, WHERE);
        }
    }

    private Optional<JsonNode> configuration(RegistryQuery.Answer answer, Platform platform)
            throws IOException, RegistryException {
        Optional<BuildableManifestTemplate> manifest = query.forPlatform(answer, platform);
        return manifest.isPresent() ? Optional.of(query.configuration(answer, manifest.get())) : Optional.empty();
    }

    private static void checkJava(ImageName base, JsonNode configuration, int javaRelease) {
        for (JsonNode variable : configuration.path("config").path("Env")) {
            String text = variable.asText();
            if (text.startsWith("JAVA_VERSION=")) {
                OptionalInt java = major(text.substring("JAVA_VERSION=".length()));
                if (java.isPresent() && java.getAsInt() < javaRelease) {
                    throw new ProblemException(Problem.of(
                            "base-java-too-old",
                            "The base image " + base + " has Java " + java.getAsInt()
                                    + ", but the module is compiled for Java " + javaRelease + ".",
                            WHERE + " and maven.compiler.release",
                            "use a base with Java " + javaRelease + " or newer, or compile for " + java.getAsInt()));
                }
            }
        }
    }

    /** The feature release in a version such as {@code 17.0.15}, {@code jdk-21.0.2+13} or {@code 1.8.0_292}. */
    static OptionalInt major(String version) {
        Matcher matcher = JAVA_VERSION.matcher(version);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
