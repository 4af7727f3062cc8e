package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.recommend.Measured.Figures;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A situation that is told in words: a jar, on a machine with docker and buildx, until something else is said. */
final class Situations {

    private static final Path ROOT = Path.of("/projects");

    private ImageSpec image = Images.plain("shop:1.0", new BaseReference.Scratch());
    private DockerOptions options = Plans.NO_DOCKER_OPTIONS;
    private Builder builder = Plans.MAVEN;
    private boolean ownDockerfile;
    private boolean docker = true;
    private boolean buildKit = true;
    private boolean podman;
    private boolean ci;
    private Set<String> missing = Set.of();
    private Optional<Measured> measured = Optional.empty();

    Situations withoutDocker() {
        docker = false;
        return this;
    }

    Situations legacy() {
        buildKit = false;
        return this;
    }

    Situations podman() {
        podman = true;
        return this;
    }

    Situations ci() {
        ci = true;
        return this;
    }

    Situations ownDockerfile() {
        ownDockerfile = true;
        return this;
    }

    Situations missing(String program) {
        missing = Set.of(program);
        return this;
    }

    Situations measured(Map<String, Figures> figures) {
        measured = Optional.of(new Measured(figures));
        return this;
    }

    Situations run(String command) {
        return image(image.from(), image.platforms(), image.config(), List.of(command));
    }

    Situations platforms(Platform... platforms) {
        return image(image.from(), List.of(platforms), image.config(), image.run());
    }

    Situations from(BaseReference base) {
        return image(base, image.platforms(), image.config(), image.run());
    }

    Situations healthCheck() {
        HealthCheck check = new HealthCheck(
                List.of("CMD-SHELL"), true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return image(
                image.from(),
                image.platforms(),
                Images.withHealthCheck(image.config(), Optional.of(check)),
                image.run());
    }

    Situations commands(String command) {
        builder = Plans.builder(List.of(command), ROOT.resolve("shop/out/app"), new ContainerPath("/app"));
        return this;
    }

    Situations artifact() {
        builder = Plans.builder(List.of(), ROOT.resolve("shop/target/app"), new ContainerPath("/app"));
        return this;
    }

    Situations secrets() {
        builder = new Builder(
                builder.from(),
                builder.commands(),
                builder.artifact(),
                builder.into(),
                builder.cache(),
                Map.of("npmrc", ROOT.resolve("npmrc")));
        return this;
    }

    /** What only a docker build can give, and no other rule speaks of. */
    Situations additionalArgument(String argument) {
        options = Plans.dockerOptions(Map.of(), List.of(argument));
        return this;
    }

    private Situations image(BaseReference from, List<Platform> platforms, ContainerConfig config, List<String> run) {
        image = new ImageSpec(
                image.name(), image.tags(), from, platforms, config, run, image.created(), image.manifest());
        return this;
    }

    Situation toSituation() {
        ProjectFacts project = new ProjectFacts(
                new Coordinates("com.example", "shop", "1.0"),
                "jar",
                ROOT.resolve("shop"),
                ROOT.resolve("shop/target"),
                17,
                false,
                () -> Command.of(ROOT, List.of("mvn")),
                () -> Plans.maven(ROOT));
        Path work = ROOT.resolve("shop/target/docker-strategy");
        BuildRequest request = new BuildRequest(
                project,
                builder,
                ApplicationKind.EXPLODED,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                image,
                Destination.below(work, image.platforms().size() > 1 ? Output.REGISTRY : Output.TAR),
                options,
                work,
                image.created());
        Optional<Machine.Docker> engine = docker
                ? Optional.of(new Machine.Docker(
                        buildKit ? "docker 28.2.2 with buildx" : "docker 20.10.24 with docker's legacy builder",
                        buildKit,
                        buildKit,
                        podman))
                : Optional.empty();
        return new Situation(request, ownDockerfile, new Machine(engine, ci, missing), measured);
    }
}
