package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.engine.docker.BuilderInstance.Place;
import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.engine.docker.Engine.ImageStore;
import io.github.dockerstrategy.engine.docker.Probe.Info;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a CLI and its engine can do: asked when it is first needed, and never again. */
final class Capabilities {

    /** Any sign that the help is that of a build command and not of the CLI as a whole. */
    private static final String A_BUILD_FLAG = "--file";

    /** The buildx driver that uses the BuildKit inside the engine. */
    private static final String DRIVER_OF_THE_ENGINE = "docker";

    private static final Pattern NO_BUILDER = Pattern.compile("(?i)no builder .* found");

    /** What buildx can do, but not where the result goes to the engine's old image store. */
    private static final Set<BuildFeature> NEED_CONTAINERD = EnumSet.of(
            BuildFeature.ANNOTATIONS,
            BuildFeature.PROVENANCE,
            BuildFeature.SBOM,
            BuildFeature.SEVERAL_PLATFORMS,
            BuildFeature.CACHE_TO,
            BuildFeature.ARCHIVE);

    private final DockerCommands commands;
    private final DockerCommandRunner runner;

    private @Nullable Info info;
    private @Nullable ProcessResult infoOutcome;
    private @Nullable Builder builder;
    private @Nullable BuilderInstance instance;

    Capabilities(DockerCommands commands, DockerCommandRunner runner) {
        this.commands = commands;
        this.runner = runner;
    }

    synchronized Engine engine() throws InterruptedException {
        Info known = info();
        ProcessResult outcome = infoOutcome;
        return known.engine()
                .orElseThrow(() -> DockerProblems.noAnswer(
                        commands.info().line(), outcome == null ? List.of() : Probe.complaints(outcome)));
    }

    synchronized Builder builder() throws InterruptedException {
        Builder known = builder;
        if (known == null) {
            known = find();
            builder = known;
        }
        return known;
    }

    /** Refuses what the builder lacks, and what it has but the engine's image store has not: some of that it would drop in silence. */
    void require(BuildOptions options) throws InterruptedException {
        Set<BuildFeature> needs = options.needs(platform(options));
        builder().require(needs);
        if (!options.needsEngine()
                || builder().kind() != Kind.BUILDX
                || engine().imageStore() == ImageStore.CONTAINERD) {
            return;
        }
        needs.retainAll(NEED_CONTAINERD);
        if (options.caching().to().stream().allMatch(cache -> cache.contains("type=inline"))) {
            needs.remove(BuildFeature.CACHE_TO);
        }
        boolean stored = options.delivery() instanceof Delivery.Store && needs.contains(BuildFeature.ANNOTATIONS);
        if (!needs.isEmpty()
                && (stored
                        || driver(options.backend().builder().map(BuilderInstance::name))
                                .equals(DRIVER_OF_THE_ENGINE))) {
            throw DockerProblems.oldImageStore(needs);
        }
    }

    /** What the engine's containers run on; empty where no engine takes part. */
    Optional<Platform> platform(BuildOptions options) throws InterruptedException {
        return options.needsEngine() ? Optional.of(engine().platform()) : Optional.empty();
    }

    /** The builder instance of that name, and where it builds. */
    synchronized BuilderInstance instance(String name) throws InterruptedException {
        BuilderInstance known = instance;
        if (known == null || !known.name().equals(name)) {
            boolean elsewhere = builder().kind() == Kind.BUILDX
                    && !driver(Optional.of(name)).equals(DRIVER_OF_THE_ENGINE);
            known = new BuilderInstance(name, elsewhere ? Place.ELSEWHERE : Place.ENGINE);
            instance = known;
        }
        return known;
    }

    private String driver(Optional<String> name) throws InterruptedException {
        ProcessResult outcome = runner.ask(NO_BUILDER, "Asking for the builder instance", commands.inspectBuilder(name))
                .orElseThrow(() -> DockerProblems.noBuilder(name.orElse("default")));
        return outcome.output().stream()
                .filter(line -> line.startsWith("Driver:"))
                .map(line -> line.substring("Driver:".length()).strip())
                .findFirst()
                .orElse("");
    }

    private Info info() throws InterruptedException {
        Info known = info;
        if (known == null) {
            ProcessResult outcome = runner.programs(commands.info());
            infoOutcome = outcome;
            known = Probe.info(outcome);
            info = known;
        }
        return known;
    }

    private Builder find() throws InterruptedException {
        Info known = info();
        if (known.dialect() == Dialect.PODMAN) {
            return ask(Kind.BUILDAH);
        }
        String wish = wish();
        if (wish.equals("0")) {
            return ask(Kind.LEGACY);
        }
        if (known.hasBuildx()) {
            return ask(Kind.BUILDX);
        }
        ProcessResult help = runner.programs(commands.help(Kind.BUILDKIT));
        if (help.succeeded() && Probe.flags(help).contains("--secret")) {
            return new Builder(kindBehind(help), Probe.flags(help));
        }
        if (!wish.isEmpty()) {
            throw DockerProblems.buildxMissing(commands.executable(), help.lastLines(10));
        }
        return ask(Kind.LEGACY);
    }

    private Builder ask(Kind kind) throws InterruptedException {
        Command help = commands.help(kind);
        ProcessResult outcome = runner.ask("Asking what " + kind.displayName() + " can do", help);
        Builder found = new Builder(kind, Probe.flags(outcome));
        if (!found.flags().contains(A_BUILD_FLAG)) {
            throw DockerProblems.unexpected(help.line(), outcome.lastLines(10));
        }
        return found;
    }

    /** Whose help it is, for a CLI that did not say so before. */
    private static Kind kindBehind(ProcessResult help) {
        if (help.text().contains("podman build")) {
            return Kind.BUILDAH;
        }
        return help.text().contains("buildx build") ? Kind.BUILDX : Kind.BUILDKIT;
    }

    /** What the user's own environment says about BuildKit, as docker reads it; empty for nothing. */
    private String wish() {
        String wish =
                commands.environment().getOrDefault(DockerCommands.BUILDKIT, "").toLowerCase(Locale.ROOT);
        return List.of("false", "f").contains(wish) ? "0" : wish;
    }
}
