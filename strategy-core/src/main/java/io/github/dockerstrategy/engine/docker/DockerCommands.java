package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command lines of docker, podman or nerdctl. Writes them; does not run them.
 *
 * @param executable the CLI: a name on the PATH, or a path
 * @param directory where the commands run
 * @param environment variables for them, on top of this process's own, from which {@code DOCKER_HOST}, {@code DOCKER_CONFIG} and
 *     the like are taken as they are
 */
public record DockerCommands(String executable, Path directory, Map<String, String> environment) {

    /** What a container that is never started would run: without any, {@code create} refuses images without a CMD. */
    private static final String NEVER_RUN = "never-run";

    static final String BUILDKIT = "DOCKER_BUILDKIT";

    public DockerCommands {
        environment = Map.copyOf(environment);
    }

    /** The CLI with this process's own wish for or against BuildKit, where {@code environment} has none. */
    public static DockerCommands of(String executable, Path directory, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        Optional.ofNullable(System.getenv(BUILDKIT)).ifPresent(wish -> all.putIfAbsent(BUILDKIT, wish));
        return new DockerCommands(executable, directory, all);
    }

    /** @throws io.github.dockerstrategy.problem.ProblemException if {@code builder} lacks what the options need */
    public Command build(BuildOptions options, Builder builder, Optional<Platform> engine) {
        builder.require(options.needs(engine));
        return Command.of(directory, BuildCommand.words(executable, builder, engine, options))
                .withEnvironment(environment)
                .withEnvironment(BuildCommand.environment(builder.kind()))
                .with(BuildCommand.ending(builder.kind()));
    }

    /** Writes images to an archive that {@code docker load} reads. */
    public Command save(List<String> names, Path archive) {
        List<String> words = new ArrayList<>(List.of("save", "--output", archive.toString()));
        words.addAll(names);
        return command(words);
    }

    public Command push(String name) {
        return command("push", name);
    }

    /** Podman says the digest in a file only. */
    Command pushWithDigestFile(String name, Path digestFile) {
        return command("push", "--digestfile", digestFile.toString(), name);
    }

    public Command pull(String name) {
        return command("pull", "--quiet", name);
    }

    public Command tag(String image, String name) {
        return command("tag", image, name);
    }

    /**
     * Makes a container that is never started, to copy files out of.
     *
     * @param label {@code key=value} by which a forgotten one can be found
     */
    public Command create(String image, String label) {
        return command("create", "--label", label, image, NEVER_RUN);
    }

    /** Writes a tar of one file or directory of a container: the only form of {@code cp} that touches nothing else. */
    public Command copyOut(String container, ContainerPath path, Path tar, Dialect dialect) {
        // Podman follows links without being told, and has no word for it.
        List<String> words = dialect == Dialect.PODMAN
                ? List.of("cp", container + ":" + path, "-")
                : List.of("cp", "--follow-link", container + ":" + path, "-");
        return command(words).withOutputTo(tar);
    }

    /** Removes a container and its anonymous volumes; one that is gone is no failure. */
    public Command remove(String container) {
        return command("rm", "--force", "--volumes", container);
    }

    public Command removeImage(String image) {
        return command("image", "rm", image);
    }

    public Command inspectImage(String image) {
        return command("image", "inspect", image);
    }

    /** Ids of the containers, running or not, that have a label. */
    public Command containersWith(String label) {
        return command("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label);
    }

    /** Ids of the images without a name that have a label. */
    public Command namelessImagesWith(String label) {
        return command("images", "--quiet", "--no-trunc", "--filter", "dangling=true", "--filter", "label=" + label);
    }

    Command info() {
        return command(Probe.INFO);
    }

    /** Whether an engine answers: a fraction of what {@link #info} makes it tell. */
    Command engineVersion() {
        return command(List.of("version", "--format", "{{.Server.Version}}"));
    }

    /** What kind of builder instance one is; the current one by default. */
    Command inspectBuilder(Optional<String> instance) {
        List<String> words = new ArrayList<>(List.of("buildx", "inspect"));
        instance.ifPresent(words::add);
        return command(words);
    }

    /** The manifest or index that a registry has, byte for byte. */
    Command manifest(String reference, Optional<BuilderInstance> instance) {
        List<String> words = new ArrayList<>(List.of("buildx", "imagetools", "inspect", "--raw"));
        instance.ifPresent(builder -> words.addAll(List.of("--builder", builder.name())));
        words.add(reference);
        return command(words);
    }

    /** The help of a builder's command: which flags it knows, and whether it is there at all. */
    Command help(Builder.Kind kind) {
        List<String> words = new ArrayList<>(kind.subcommand());
        words.add("--help");
        Map<String, String> choice = switch (kind) {
            case BUILDKIT -> Map.of(BUILDKIT, "1");
            case LEGACY -> Map.of(BUILDKIT, "0");
            case BUILDX, BUILDAH, ANY -> Map.of();
        };
        return command(words).withEnvironment(choice);
    }

    private Command command(String... words) {
        return command(List.of(words));
    }

    private Command command(List<String> words) {
        List<String> argv = new ArrayList<>();
        argv.add(executable);
        argv.addAll(words);
        return Command.of(directory, argv).withEnvironment(environment);
    }
}
