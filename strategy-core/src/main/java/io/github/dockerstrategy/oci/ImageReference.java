package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image, as the distribution specification and the docker CLI read it.
 *
 * @param registry host and optional port; {@value #DOCKER_HUB} where none was written
 * @param repository path in the registry; Docker Hub's {@code library/} is filled in
 * @param tag the tag that was written, if any
 * @param digest the digest that was written, if any
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {

    public static final String DOCKER_HUB = "docker.io";
    public static final String LATEST = "latest";

    /** Its name of old, which every docker still takes for the same place. */
    private static final String OLD_DOCKER_HUB = "index.docker.io";

    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+])(?::\\d{1,5})?");
    private static final int LAST_PORT = 65_535;
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(PART + "(?:/" + PART + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /**
     * Parses a name such as {@code eclipse-temurin:21-jre} or {@code localhost:5000/team/app@sha256:…}.
     *
     * @param where the element it was written in, for the message
     * @throws ProblemException if it is malformed
     */
    public static ImageReference parse(String text, String where) {
        String rest = text;
        String digest = null;
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        String tag = null;
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        String registry = DOCKER_HUB;
        int slash = rest.indexOf('/');
        if (slash > 0 && looksLikeHost(rest.substring(0, slash))) {
            registry = rest.substring(0, slash);
            rest = rest.substring(slash + 1);
        }
        if (registry.equals(OLD_DOCKER_HUB)) {
            registry = DOCKER_HUB;
        }
        check(text, where, registry, rest, tag, digest);
        boolean official = registry.equals(DOCKER_HUB) && rest.indexOf('/') < 0;
        return new ImageReference(
                registry,
                official ? "library/" + rest : rest,
                Optional.ofNullable(tag),
                Optional.ofNullable(digest).flatMap(Digest::parse));
    }

    /**
     * Parses the name of an image that is to be built.
     *
     * @param where the element it was written in, for the message
     * @throws ProblemException if it is malformed, or has a digest
     */
    public static ImageReference parseTarget(String text, String where) {
        ImageReference name = parse(text, where);
        if (name.digest().isPresent()) {
            String without = text.substring(0, text.indexOf('@'));
            throw new ProblemException(Problem.of(
                    "target-with-digest",
                    "'" + text + "' has a digest, but the digest of an image is not known before it is built.",
                    where,
                    "write " + without + "; the digest is in target/docker-strategy/image.digest after the build"));
        }
        return name;
    }

    /**
     * Parses the name of a further repository of an image, whose tags are those of the image.
     *
     * @param where the element it was written in, for the message
     * @throws ProblemException if it is malformed, or has a tag or a digest
     */
    public static ImageReference parseRepository(String text, String where) {
        ImageReference name = parseTarget(text, where);
        if (name.tag().isPresent()) {
            throw new ProblemException(Problem.of(
                    "repository-with-tag",
                    "'" + text + "' has a tag, but a further repository gets the tags of the image.",
                    where,
                    "write " + name.familiarRepository() + ", and the tag in " + parameter("tags")));
        }
        return name;
    }

    /** Checks a lone tag, such as one of {@code <tags>}. */
    public static String parseTag(String text, String where) {
        if (!TAG.matcher(text).matches()) {
            throw new ProblemException(Problem.of(
                    "bad-tag",
                    "'" + text + "' is not a tag.",
                    where,
                    "use letters, digits, '_', '.' and '-', at most 128, and neither '.' nor '-' first"));
        }
        return text;
    }

    public ImageReference withTag(String newTag) {
        return new ImageReference(registry, repository, Optional.of(newTag), Optional.empty());
    }

    public ImageReference withDigest(Digest newDigest) {
        return new ImageReference(registry, repository, tag, Optional.of(newDigest));
    }

    /** The tag, or {@value #LATEST}. */
    public String tagOrLatest() {
        return tag.orElse(LATEST);
    }

    /** The name with its registry and without digest, such as {@code docker.io/library/debian:12}. */
    public String fullName() {
        boolean isOnlyDigest = tag.isEmpty() && digest.isPresent();
        return registry + "/" + repository + (isOnlyDigest ? "" : ":" + tagOrLatest());
    }

    /** The name without tag and digest, short where docker would shorten it. */
    public String familiarRepository() {
        if (!registry.equals(DOCKER_HUB)) {
            return registry + "/" + repository;
        }
        return repository.startsWith("library/") ? repository.substring("library/".length()) : repository;
    }

    /** The name as a person would write it: what {@link #parse} was given, with the tag only if it was written. */
    @Override
    public String toString() {
        return familiarRepository()
                + tag.map(value -> ":" + value).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }

    /** Whether what stands for a port of a host is one; it may have none. */
    private static boolean hasPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") || Integer.parseInt(host.substring(colon + 1)) <= LAST_PORT;
    }

    private static boolean looksLikeHost(String text) {
        return text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.equals("localhost");
    }

    private static void check(
            String text,
            String where,
            String registry,
            String repository,
            @Nullable String tag,
            @Nullable String digest) {
        if (!HOST.matcher(registry).matches() || !hasPort(registry)) {
            throw bad(text, where, "'" + registry + "' is not a registry host");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            String lower = repository.toLowerCase(Locale.ROOT);
            throw bad(
                    text,
                    where,
                    !lower.equals(repository) && REPOSITORY.matcher(lower).matches()
                            ? "repository names are lower case: " + lower
                            : "'" + repository + "' is not a repository name");
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw bad(text, where, "'" + tag + "' is not a tag");
        }
        if (digest != null && Digest.parse(digest).isEmpty()) {
            throw bad(text, where, "'" + digest + "' is not a sha256 digest");
        }
    }

    private static ProblemException bad(String text, String where, String detail) {
        return new ProblemException(Problem.of(
                "bad-image-name",
                "'" + text + "' is not an image name: " + detail + ".",
                where,
                "write [registry[:port]/]repository[:tag], for example registry.example.com/team/app:1.0"));
    }
}
