package io.github.dockerstrategy.generate;

import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.SecretNames;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import io.github.dockerstrategy.strategy.Step.WriteFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code build.sh}: what a plan does, as plain commands of a POSIX shell and docker. Nothing of this machine is in it: paths are
 * relative to the module, and the same plan always gives the same text.
 *
 * @param request the image
 * @param plan a plan whose image docker builds
 * @param folder where the script and its Dockerfiles will lie
 */
record BuildScript(BuildRequest request, BuildPlan plan, Path folder) {

    static final String NAME = "build.sh";

    private static final String DOCKER = "\"$docker\"";

    String text() {
        Chapters chapters = new Chapters();
        List<ExtractFromBuilder> extractions = steps(ExtractFromBuilder.class);
        List<BuildWithDocker> builds = steps(BuildWithDocker.class);
        Preparation preparation = new Preparation(request, plan);
        List<String> commands = preparation.commands();
        if (!commands.isEmpty()) {
            chapters.add("What the image is made of.", commands);
        }
        chapters.add(
                "The context: all that docker gets to see, written to " + path(request.dockerFolder()) + ".",
                List.of(broken(preparation.maven())));
        extractions.forEach(step -> chapters.add(
                "The builder image, of which only what it has built is taken. Neither it nor its container stays.",
                extract(step)));
        builds.forEach(step -> chapters.add("The image.", build(step)));
        builds.forEach(step -> deliver(chapters, step));
        return head(!extractions.isEmpty()) + chapters.text();
    }

    private String head(boolean cleansUp) {
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/sh",
                "# " + GeneratedFiles.MARK + ": does with plain commands what the strategy '" + plan.strategy()
                        + "' does.",
                "# DOCKER chooses another command line, such as podman."));
        lines.add("set -eu");
        lines.add("here=$(cd \"$(dirname \"$0\")\" && pwd)");
        lines.add("cd \"$here\"" + shell("/" + up()) + "  # the module's folder");
        lines.add("docker=${DOCKER:-" + shell(request.docker().executable()) + "}");
        request.docker().environment().forEach((name, value) -> lines.add(variable(name, value)));
        if (steps(WriteFile.class).stream().anyMatch(WriteFile::mounts)) {
            lines.add("export DOCKER_BUILDKIT=1  # secrets and cache mounts need it");
        }
        lines.add("export BUILDAH_FORMAT=docker  # podman's own format has no health check");
        if (cleansUp) {
            lines.addAll(List.of(
                    "builder=docker-strategy-builder-$$",
                    "container=",
                    "clean_up() {",
                    "  [ -z \"$container\" ] || " + DOCKER + " rm --force --volumes \"$container\" >/dev/null || true",
                    "  " + DOCKER + " image rm \"$builder\" >/dev/null 2>&1 || true",
                    "}",
                    "trap clean_up EXIT",
                    "trap 'exit 129' HUP",
                    "trap 'exit 130' INT",
                    "trap 'exit 143' TERM"));
        }
        return String.join("\n", lines) + "\n";
    }

    /** A secret's value has to come from whoever runs the script. */
    private static String variable(String name, String value) {
        return "export " + name + "="
                + (SecretNames.include(name)
                        ? "\"${" + name + ":?a secret, which is not written here}\""
                        : shell(value));
    }

    private List<String> extract(ExtractFromBuilder step) {
        List<String> build = new ArrayList<>(List.of(DOCKER + " build"));
        build.add("--file \"$here\"/" + shell(name(step.dockerfile())));
        build.addAll(inputs(step.secrets()));
        build.add("--tag \"$builder\"");
        build.add(path(step.context()));
        Path parent = step.into().toAbsolutePath().resolveSibling("");
        return List.of(
                broken(build),
                // Without a command some engines make no container of an image that has none.
                "container=$(" + DOCKER + " create \"$builder\" never-run)",
                "rm -rf " + path(step.into()),
                "mkdir -p " + path(parent),
                DOCKER + " cp \"$container\":" + shell(step.path().value()) + " " + path(step.into()));
    }

    private List<String> build(BuildWithDocker step) {
        List<String> build = new ArrayList<>();
        boolean index = step.image().platforms().size() > 1;
        build.add(DOCKER + (index ? " buildx build --push" : " build"));
        build.add("--file \"$here\"/" + shell(name(step.dockerfile())));
        step.target().ifPresent(target -> build.add("--target " + shell(target)));
        if (!step.image().platforms().isEmpty()) {
            build.add("--platform "
                    + step.image().platforms().stream().map(Platform::toString).collect(Collectors.joining(",")));
        }
        build.addAll(inputs(step.secrets()));
        names(step).forEach(name -> build.add("--tag " + shell(name)));
        build.add(path(step.context()));
        return List.of(broken(build));
    }

    /** The arguments that every build of this plan gets. */
    private List<String> inputs(Map<String, Path> secrets) {
        List<String> words = new ArrayList<>();
        request.docker().builder().ifPresent(name -> words.add("--builder " + shell(name)));
        request.docker().network().ifPresent(network -> words.add("--network " + shell(network)));
        request.docker()
                .buildArgs()
                .forEach((name, value) ->
                        // Without a value docker takes the variable of that name.
                        words.add("--build-arg " + shell(SecretNames.include(name) ? name : name + "=" + value)));
        secrets.forEach((id, file) -> words.add("--secret id=" + shell(id) + ",src=" + path(file)));
        request.docker().ssh().forEach(ssh -> words.add("--ssh " + shell(ssh)));
        request.docker().cacheFrom().forEach(cache -> words.add("--cache-from " + shell(cache)));
        request.docker().cacheTo().forEach(cache -> words.add("--cache-to " + shell(cache)));
        request.docker().additionalArgs().forEach(argument -> words.add(shell(argument)));
        return words;
    }

    private void deliver(Chapters chapters, BuildWithDocker step) {
        Output output = step.to().output();
        if (output == Output.REGISTRY && step.image().platforms().size() <= 1) {
            chapters.add(
                    "To the registry.",
                    names(step).stream()
                            .map(name -> DOCKER + " push " + shell(name))
                            .toList());
        }
        step.to()
                .file()
                .ifPresent(file -> chapters.add(
                        "To an archive.",
                        List.of(broken(
                                output == Output.OCI
                                        ? List.of(
                                                DOCKER + " build",
                                                "--file \"$here\"/" + shell(name(step.dockerfile())),
                                                "--output type=oci,dest=" + path(file),
                                                path(step.context()))
                                        : List.of(
                                                DOCKER + " save",
                                                "--output " + path(file),
                                                names(step).stream()
                                                        .map(BuildScript::shell)
                                                        .collect(Collectors.joining(" ")))))));
    }

    private static List<String> names(BuildWithDocker step) {
        return step.image().names().stream().map(ImageName::toString).toList();
    }

    private <T> List<T> steps(Class<T> type) {
        return plan.steps().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private String up() {
        return slashes(
                folder.toAbsolutePath().relativize(request.project().basedir().toAbsolutePath()));
    }

    private String path(Path path) {
        return Preparation.path(request.project().basedir(), path);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String shell(String word) {
        return Command.quoted(word);
    }

    /** One command, an argument a line. */
    private static String broken(List<String> words) {
        return String.join(" \\\n  ", words);
    }

    /** The parts of the script, numbered. */
    private static final class Chapters {
        private final StringBuilder text = new StringBuilder();
        private int count;

        void add(String title, List<String> commands) {
            text.append("\n# ").append(++count).append(". ").append(title).append('\n');
            commands.forEach(command -> text.append(command).append('\n'));
        }

        String text() {
            return text.toString();
        }
    }
}
