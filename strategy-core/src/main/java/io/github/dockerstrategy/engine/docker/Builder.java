package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What reads Dockerfiles behind a CLI, as it was found by asking, not by comparing versions: a newer CLI may know less than an
 * older one.
 *
 * @param kind what it is
 * @param flags flags that its build command says it knows
 */
public record Builder(Kind kind, SortedSet<String> flags) {

    /** The builders there are. */
    public enum Kind {
        /** BuildKit through the buildx plugin. */
        BUILDX("buildx"),
        /** BuildKit through a CLI that speaks to it itself: docker 18.09 to 20.10, nerdctl. */
        BUILDKIT("BuildKit without buildx"),
        /** The builder of docker's early days. */
        LEGACY("docker's legacy builder"),
        /** Buildah inside podman. */
        BUILDAH("podman's buildah"),
        /** Whatever builder a script finds when it is run. */
        ANY("the builder at hand");

        private final String displayName;

        Kind(String displayName) {
            this.displayName = displayName;
        }

        /** What it is, as it stands in a sentence. */
        public String displayName() {
            return displayName;
        }

        List<String> subcommand() {
            return this == BUILDX ? List.of("buildx", "build") : List.of("build");
        }
    }

    public Builder {
        flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
    }

    /** Whether it can do that, and does it when asked. */
    public boolean can(BuildFeature feature) {
        return switch (feature) {
            case MOUNTS -> kind != Kind.LEGACY;
            case PROVENANCE -> kind != Kind.LEGACY && kind != Kind.ANY && flags.contains(feature.flag());
            case ARCHIVE ->
                (kind == Kind.BUILDX || kind == Kind.BUILDKIT) && flags.contains(BuildFeature.OUTPUT.flag());
            case SEVERAL_PLATFORMS, CACHE_BACKENDS, BUILDER -> kind == Kind.BUILDX;
            // Buildah drops them in images of docker's format, and its other format drops health checks.
            case ANNOTATIONS -> kind == Kind.BUILDX && flags.contains(feature.flag());
            // The legacy builder takes --platform, and says arm64 while it builds for amd64.
            default -> kind != Kind.LEGACY && flags.contains(feature.flag());
        };
    }

    /** Logs what it cannot do. */
    public void reportLosses(BuildLog log) {
        Set<BuildFeature> missing = EnumSet.allOf(BuildFeature.class);
        missing.removeIf(this::can);
        if (missing.isEmpty()) {
            return;
        }
        log.builderLacks(
                kind.displayName(),
                missing.stream().map(BuildFeature::displayName).toList());
        if (kind == Kind.LEGACY) {
            log.builderRunsAllStages(cure());
        }
    }

    /**
     * Refuses what the builder would reject in words of its own, or silently ignore.
     *
     * @throws ProblemException naming each missing feature
     */
    public void require(Collection<BuildFeature> needed) {
        List<Problem> problems = Arrays.stream(BuildFeature.values())
                .filter(feature -> needed.contains(feature) && !can(feature))
                .map(feature -> Problem.ofEnvironment(
                        "unsupported-by-builder",
                        "This build needs " + feature + ", which " + kind.displayName() + " does not support.",
                        "the builder behind the docker CLI",
                        cure()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private String cure() {
        return switch (kind) {
            case LEGACY ->
                "install docker-buildx (https://docs.docker.com/go/buildx/), or name another CLI in "
                        + parameter("docker.executable");
            case BUILDKIT -> "install docker-buildx (https://docs.docker.com/go/buildx/)";
            case BUILDX, ANY -> "install a newer docker-buildx (https://docs.docker.com/go/buildx/)";
            case BUILDAH -> "leave it out, or set " + parameter("docker.executable") + " to docker, with buildx";
        };
    }
}
