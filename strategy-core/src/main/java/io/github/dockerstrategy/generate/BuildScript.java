package io.github.dockerstrategy.generate;

import io.github.dockerstrategy.engine.docker.CommandWriter;
import io.github.dockerstrategy.engine.docker.ScriptCommands;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.PlainText;
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

    /** What the builder image is called while the script runs. */
    private static final String BUILDER_IMAGE = "docker-strategy-builder";

    String text() {
        Chapters chapters = new Chapters();
        List<ExtractFromBuilder> extractions = steps(ExtractFromBuilder.class);
        List<BuildWithDocker> builds = steps(BuildWithDocker.class);
        Preparation preparation = new Preparation(request, plan);
        List<String> commands = preparation.commands();
        if (!commands.isEmpty()) {
            chapters.add("The contents of the image.", commands);
        }
        chapters.add(
                "The build context, written to " + path(request.dockerFolder()) + ".",
                List.of(broken(preparation.maven())));
        extractions.forEach(step -> chapters.add(
                "The builder image. Its output is copied; image and container are removed.", extract(step)));
        builds.forEach(step -> chapters.add("The image.", build(step)));
        builds.forEach(step -> deliver(chapters, step));
        return head(!extractions.isEmpty()) + chapters.text();
    }

    private String head(boolean extracts) {
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/sh",
                "# " + GeneratedFiles.MARK + ": the strategy '"
                        + plan.strategy().name() + "' as plain docker commands.",
                "# Set DOCKER to use another command, such as podman."));
        lines.add("set -eu");
        lines.addAll(new ScriptProperties(request.project().maven().get().properties()).check());
        lines.add("here=$(cd \"$(dirname \"$0\")\" && pwd)");
        lines.add("cd \"$here\"" + shell("/" + up()) + "  # the module's folder");
        lines.add("docker=${DOCKER:-" + shell(request.docker().executable()) + "}");
        request.docker().environment().forEach((name, value) -> lines.add(variable(name, value)));
        request.docker().buildArgs().keySet().stream()
                .filter(SecretNames::include)
                .forEach(name -> lines.add(": \"${" + name + ":?is a secret: set it in the environment}\""));
        if (steps(WriteFile.class).stream().anyMatch(WriteFile::mounts)) {
            lines.add("export DOCKER_BUILDKIT=1  # secrets and cache mounts need it");
        }
        lines.add("export BUILDX_NO_DEFAULT_ATTESTATIONS=1  # they would change the digest in every build");
        lines.add("export BUILDAH_FORMAT=docker  # podman's own format has no health check");
        lines.add("same=  # leaves out podman's version label");
        lines.add("! " + DOCKER
                + " build --help 2>/dev/null | grep -q -e --identity-label || same=--identity-label=false");
        boolean hides = !request.project().maven().get().properties().hidden().isEmpty();
        if (extracts || hides) {
            lines.addAll(cleanUp(extracts, hides));
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> cleanUp(boolean extracts, boolean hides) {
        List<String> lines = new ArrayList<>();
        if (extracts) {
            lines.add("builder=" + BUILDER_IMAGE + "-$$");
            lines.add("container=");
        }
        lines.add("clean_up() {");
        if (hides) {
            lines.add("  rm -f " + path(request.hiddenProperties()));
        }
        if (extracts) {
            lines.add(
                    "  [ -z \"$container\" ] || " + DOCKER + " rm --force --volumes \"$container\" >/dev/null || true");
            lines.add("  " + DOCKER + " image rm \"$builder\" >/dev/null 2>&1 || true");
        }
        lines.addAll(List.of(
                "}", "trap clean_up EXIT", "trap 'exit 129' HUP", "trap 'exit 130' INT", "trap 'exit 143' TERM"));
        return lines;
    }

    /** A secret's value has to come from the script's caller. */
    private static String variable(String name, String value) {
        return "export " + name + "="
                + (SecretNames.include(name)
                                || !PlainText.withoutUserInfo(value).equals(value)
                        ? "\"${" + name + ":?is a secret: set it in the environment}\""
                        : shell(value));
    }

    private List<String> extract(ExtractFromBuilder step) {
        Path parent = step.into().toAbsolutePath().resolveSibling("");
        return List.of(
                docker(commands().builderImage(step, BUILDER_IMAGE)),
                // Without a command some engines make no container of an image that has none.
                "container=$(" + DOCKER + " create \"$builder\" never-run)",
                "rm -rf " + path(step.into()),
                "mkdir -p " + path(parent),
                DOCKER + " cp \"$container\":" + shell(step.path().value()) + " " + path(step.into()));
    }

    private List<String> build(BuildWithDocker step) {
        if (isArchiveOnly(step)) {
            return List.of(archive(step, step.to().file().orElseThrow()));
        }
        List<String> lines = new ArrayList<>(List.of(docker(commands().image(step))));
        if (step.image().platforms().size() == 1 && !step.isPushedByBuilder(request.docker())) {
            Platform wanted = step.image().platforms().get(0);
            lines.add("platform=$(" + DOCKER + " image inspect --format '{{.Os}}/{{.Architecture}}' "
                    + shell(names(step).get(0)) + ")");
            lines.add("[ \"$platform\" = " + wanted.os() + "/" + wanted.architecture()
                    + " ] || { echo \"$0: this builder can only build for $platform\" >&2; exit 1; }");
        }
        return lines;
    }

    /** An engine's store may keep one platform only. */
    private static boolean isArchiveOnly(BuildWithDocker step) {
        return step.to().output() == Output.OCI && step.image().platforms().size() > 1;
    }

    private void deliver(Chapters chapters, BuildWithDocker step) {
        if (step.isPushedAfterwards(request.docker())) {
            chapters.add(
                    "Push to the registry.",
                    names(step).stream()
                            .map(name -> DOCKER + " push " + shell(name))
                            .toList());
        }
        if (isArchiveOnly(step)) {
            return;
        }
        step.to().file().ifPresent(file -> chapters.add("Save to an archive.", List.of(archive(step, file))));
    }

    private String archive(BuildWithDocker step, Path file) {
        if (step.to().output() == Output.OCI) {
            return docker(commands().archive(step, file));
        }
        List<String> words = new ArrayList<>(List.of(DOCKER + " save", "--output " + path(file)));
        words.add(names(step).stream().map(BuildScript::shell).collect(Collectors.joining(" ")));
        return broken(words);
    }

    private ScriptCommands commands() {
        return new ScriptCommands(request.docker(), request.workFolder(), new ForShell());
    }

    /** The engine's command, with what only the shell knows before its context. */
    private static String docker(List<List<String>> parts) {
        List<String> lines = new ArrayList<>(
                parts.stream().map(words -> String.join(" ", words)).toList());
        lines.set(0, DOCKER + " " + lines.get(0));
        lines.add(lines.size() - 1, "$same");
        return broken(lines);
    }

    /** Words as a shell has to see them, and paths as seen from the module's folder. */
    private final class ForShell implements CommandWriter {
        @Override
        public String word(String text) {
            return text.equals(BUILDER_IMAGE) ? "\"$builder\"" : shell(text);
        }

        @Override
        public String path(String before, Path path) {
            if (path.startsWith(request.dockerFolder()) && name(path).startsWith("Dockerfile")) {
                return "\"$here\"/" + shell(name(path));
            }
            String text = BuildScript.this.path(path);
            return before.isEmpty() || CommandWriter.PLAIN.path(before, path).equals(before + path)
                    ? shellPrefix(before) + text
                    : shell(CommandWriter.PLAIN.path(before, path));
        }

        @Override
        public String argument(String name, String value) {
            // Without a value docker takes the variable of that name.
            return shell(SecretNames.include(name) ? name : name + "=" + value);
        }

        private static String shellPrefix(String before) {
            return before.isEmpty() ? "" : shell(before);
        }
    }

    private static List<String> names(BuildWithDocker step) {
        return step.image().names().stream().map(ImageReference::toString).toList();
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
