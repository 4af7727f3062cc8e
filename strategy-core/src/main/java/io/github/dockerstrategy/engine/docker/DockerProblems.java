package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.problem.Mention.goals;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What went wrong with the CLI or its engine, and what to do about it. */
final class DockerProblems {

    /** A failure whose lines tell its cause. */
    private enum Cause {
        NO_PERMISSION(
                "docker-no-permission",
                "permission denied.*(docker|podman).*sock|permission denied while trying to connect",
                "add yourself to the group docker (sudo usermod -aG docker $USER, then log in again), or use podman, "
                        + "or the strategy jib, which needs no daemon"),
        NO_DAEMON(
                "docker-not-running",
                "cannot connect to the docker daemon|error during connect|cannot connect to podman|"
                        + "connection refused.*(docker|podman)|docker daemon is not running",
                "start the engine (sudo systemctl start docker, or Docker Desktop), or check DOCKER_HOST and docker context ls; "
                        + "the strategy jib needs no daemon"),
        NO_SPACE(
                "docker-no-space",
                "no space left on device",
                "make room on the disk that it names, or where the engine keeps its data: docker system df shows what is used there,"
                        + " docker system prune frees it"),
        NO_LOGIN(
                "docker-login",
                "unauthorized|authentication required|no basic auth credentials|pull access denied|"
                        + "access to the resource is denied|denied: access forbidden|insufficient_scope",
                "check the image's name, and log in: docker login REGISTRY"),
        NO_HTTPS(
                "docker-plain-http",
                "server gave http response to https client",
                "give the registry TLS, or name it in the engine's insecure-registries (podman: registries.conf)"),
        EMPTY_LAYER(
                "docker-empty-layer",
                "failed to get layer .*layer does not exist",
                "docker's legacy builder cannot copy right after a layer without changes (moby#37965), and an engine that runs rootless or"
                        + " with the storage driver vfs takes a layer for one that others do not: build with BuildKit (install"
                        + " docker-buildx), or with the strategy jib"),
        LINKED_FOLDER(
                "linked-folder",
                "cannot copy to non-directory",
                "the path is a symbolic link in the base image, or a file: give what lies below it in the image the path that the link leads"
                        + " to"),
        NO_BASE(
                "docker-base-not-found",
                "manifest unknown|manifest for .* not found|failed to resolve (source metadata|reference)|"
                        + "short-name .* did not resolve|failed to create LLB definition.*not found",
                "check the base image's name (docker pull NAME); podman wants it with its registry, localhost/NAME for its own");

        private final String id;
        private final Pattern sign;
        private final String fix;

        Cause(String id, String sign, String fix) {
            this.id = id;
            this.sign = Pattern.compile(sign, Pattern.CASE_INSENSITIVE);
            this.fix = fix;
        }

        /** Only the very last lines are the CLI's own: what a build's commands wrote before may say anything. */
        static Optional<Cause> of(List<String> lines) {
            String text = String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
            return List.of(values()).stream()
                    .filter(cause -> cause.sign.matcher(text).find())
                    .findFirst();
        }
    }

    private DockerProblems() {}

    static ProblemException notInstalled(String executable, ProblemException cause) {
        return new ProblemException(
                Problem.ofEnvironment(
                        "docker-not-found",
                        "The program '" + executable + "' was not found.",
                        parameter("docker.executable"),
                        "install docker (https://docs.docker.com/engine/install/) or podman, name the one that is there, "
                                + "or use the strategy jib, which needs neither"),
                cause);
    }

    static ProblemException buildxMissing(String executable, List<String> lines) {
        return new ProblemException(Problem.ofEnvironment(
                "buildx-missing",
                "DOCKER_BUILDKIT=1 requests BuildKit, but '" + executable + "' has no buildx:" + quoted(lines),
                "the environment variable DOCKER_BUILDKIT",
                "install docker-buildx (https://docs.docker.com/go/buildx/), or unset DOCKER_BUILDKIT"));
    }

    static ProblemException oldImageStore(Set<BuildFeature> needs) {
        return new ProblemException(needs.stream()
                .map(feature -> Problem.ofEnvironment(
                        "unsupported-by-builder",
                        "This build needs " + feature
                                + ", which the engine's image store cannot keep: it keeps no manifests.",
                        "the builder behind the docker CLI",
                        "turn on the engine's containerd image store, or push straight from a builder instance of its own "
                                + "(docker buildx create --name NAME, then " + setting("docker.builder", "NAME") + ")"))
                .toList());
    }

    static ProblemException noBuilder(String name) {
        return new ProblemException(Problem.ofEnvironment(
                "builder-not-found",
                "buildx has no builder instance '" + name + "'.",
                parameter("docker.builder"),
                "docker buildx ls lists those there are; docker buildx create --name " + name + " makes one"));
    }

    static ProblemException noAnswer(String line, List<String> lines) {
        Optional<Cause> cause = Cause.of(lines);
        return new ProblemException(Problem.ofEnvironment(
                cause.map(known -> known.id).orElse("docker-no-answer"),
                "The container engine does not answer:" + quoted(lines),
                "the command " + line,
                cause.map(known -> known.fix).orElse(Cause.NO_DAEMON.fix)));
    }

    /**
     * A command that failed.
     *
     * @param what what it was to do, such as {@code "The build of the image"}
     * @param line its command line, redacted
     * @param lines the last ones it wrote
     */
    static ProblemException failed(
            String what, String line, int exitCode, List<String> lines, Optional<Path> log, Blame blame) {
        Optional<Cause> cause = Cause.of(lines);
        return new ProblemException(Problem.of(
                cause.map(known -> known.id).orElse("docker-failed"),
                what + " failed, exit code " + exitCode + ":" + quoted(lines),
                "the command " + line,
                cause.map(known -> known.fix).orElse("see the lines above")
                        + log.map(file -> "; all of them are in " + file).orElse(""),
                cause.isPresent() ? Blame.ENVIRONMENT : blame));
    }

    static ProblemException notInDaemon(String image, String executable) {
        return new ProblemException(Problem.ofEnvironment(
                "image-not-in-daemon",
                "The daemon has no image " + image + ".",
                executable,
                "build it first: " + goals("build")
                        + "; what a builder instance built elsewhere is pushed by the build, with "
                        + setting("output", "registry")));
    }

    static ProblemException changedSinceBuild(String name, String there, String built) {
        return new ProblemException(Problem.of(
                "changed-since-build",
                "The image that the daemon has as " + name + " (" + there + ") is not what was built (" + built + ").",
                "the daemon, and target/docker-strategy/result.json",
                "build and push in one run: " + goals("build", "push")));
    }

    static ProblemException unexpected(String line, List<String> lines) {
        return new ProblemException(Problem.ofEnvironment(
                "docker-unexpected-answer",
                "The CLI gave an unexpected answer:" + quoted(lines),
                "the command " + line,
                "run it by hand to see what it says"));
    }

    private static String quoted(List<String> lines) {
        return lines.isEmpty() ? " it wrote nothing" : "\n    " + String.join("\n    ", lines);
    }
}
