package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A docker CLI that is run. What it can do is found out when it is first needed, and once.
 *
 * <p>Every method may throw {@link io.github.dockerstrategy.problem.ProblemException}: the CLI is not there, the engine does not
 * answer, or the command failed, then with the last lines that it wrote. May be used by several threads.
 */
public final class DockerCli {

    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64})");
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");
    private static final Pattern GONE = Pattern.compile("(?i)no such (container|image)|image not known");

    private final DockerCommands commands;
    private final Path scratch;
    private final DockerCommandRunner runner;
    private final Capabilities capabilities;

    /**
     * @param commands the CLI, and where and in which environment it is run
     * @param scratch folder for temporary files, which are gone when a method returns; below the build directory
     * @param programs what runs it
     * @param listener gets all commands except probes
     */
    public DockerCli(DockerCommands commands, Path scratch, Programs programs, DockerListener listener) {
        this.commands = commands;
        this.scratch = scratch;
        this.runner = new DockerCommandRunner(programs, listener);
        this.capabilities = new Capabilities(commands, runner);
    }

    /** The engine; fails if it does not answer. */
    public Engine engine() throws InterruptedException {
        return capabilities.engine();
    }

    /** Fails if the engine does not answer. */
    public void find() throws InterruptedException {
        if (!runner.programs(commands.engineVersion()).succeeded()) {
            capabilities.engine(); // which tells why, or knows better
        }
    }

    /** The best builder there is. Needs no engine that answers. */
    public Builder builder() throws InterruptedException {
        return capabilities.builder();
    }

    /** The builder instance of that name; fails if there is none. */
    BuilderInstance instance(String name) throws InterruptedException {
        return capabilities.instance(name);
    }

    /** Refuses what the builder would reject in words of its own, or silently ignore. */
    void require(BuildOptions options) throws InterruptedException {
        capabilities.require(options);
    }

    /** Builds; says what the builder told, in the files that {@code options} name for it. */
    public Built build(BuildOptions options) throws InterruptedException {
        capabilities.require(options);
        if (!isIdInMetadata(options)) {
            return build(options, commands.build(options, builder(), capabilities.platform(options)));
        }
        if (options.backend().metadataFile().isPresent()) {
            return build(options, commands.build(options, builder(), capabilities.platform(options)))
                    .withDigestAsId();
        }
        return withTemporaryFile(file -> {
            BuildOptions asking = options.with(options.backend().withMetadataFile(file));
            return build(asking, commands.build(asking, builder(), capabilities.platform(options)))
                    .withDigestAsId();
        });
    }

    private Built build(BuildOptions options, Command command) throws InterruptedException {
        Optional<Path> idFile = options.delivery() instanceof Delivery.Store store ? store.idFile() : Optional.empty();
        Optional<Path> metadataFile = options.backend().metadataFile();
        // What an earlier build has told must never be taken for this one's.
        idFile.ifPresent(file -> files(() -> Files.deleteIfExists(file)));
        metadataFile.ifPresent(file -> files(() -> Files.deleteIfExists(file)));
        runner.run("The docker build", command, Blame.PROJECT);
        return Built.read(idFile, metadataFile);
    }

    /** Buildx writes the digest of the configuration to the id file, by which containerd's image store finds nothing. */
    private boolean isIdInMetadata(BuildOptions options) throws InterruptedException {
        return options.delivery() instanceof Delivery.Store store
                && store.idFile().isPresent()
                && builder().kind() == Builder.Kind.BUILDX
                && builder().can(BuildFeature.METADATA_FILE)
                && engine().imageStore() == Engine.ImageStore.CONTAINERD;
    }

    /** Writes images of the engine's store to an archive. */
    public void save(List<String> names, Path archive) throws InterruptedException {
        // Podman would add to an archive that is there.
        files(() -> Files.deleteIfExists(archive));
        runner.run("Saving the image", commands.save(names, archive), Blame.ENVIRONMENT);
    }

    /** Pushes a name; gives the digest of the manifest in the registry. */
    public String push(ImageReference name) throws InterruptedException {
        String what = "Pushing " + name;
        if (engine().dialect() == Dialect.PODMAN) {
            return withTemporaryFile(file -> {
                runner.run(what, commands.pushWithDigestFile(name.toString(), file), Blame.ENVIRONMENT);
                return files(() -> Files.readString(file)).strip();
            });
        }
        Command command = commands.push(name.toString());
        ProcessResult outcome = runner.run(what, command, Blame.ENVIRONMENT);
        Matcher digest = PUSHED.matcher(outcome.text());
        if (digest.find()) {
            return digest.group(1);
        }
        return inspectImage(name.toString())
                .flatMap(image -> image.digestIn(name.familiarRepository()))
                .orElseThrow(() -> DockerProblems.unexpected(Redaction.line(command), outcome.lastLines(10)));
    }

    /** The document that a registry has under a digest, read with the logins and the network of this machine. */
    String manifest(String name, Digest digest, Optional<BuilderInstance> instance) throws InterruptedException {
        String repository = name.replaceFirst("(@.*|:[^/]*)$", "");
        return runner.ask("Reading the manifest", commands.manifest(repository + "@" + digest, instance))
                .text();
    }

    /** Fetches an image into the engine's store. */
    public void pull(String name) throws InterruptedException {
        runner.run("Pulling " + name, commands.pull(name), Blame.ENVIRONMENT);
    }

    public void tag(String image, String name) throws InterruptedException {
        runner.run("Tagging " + image, commands.tag(image, name), Blame.ENVIRONMENT);
    }

    /**
     * Makes a container that is never started; gives its id.
     *
     * @param label {@code key=value} by which {@link #containersWith} finds it should it be forgotten
     */
    public String create(String image, String label) throws InterruptedException {
        Command command = commands.create(image, label);
        ProcessResult outcome = runner.run("Making a container of " + image, command, Blame.ENVIRONMENT);
        return outcome.output().stream()
                .map(String::strip)
                .filter(line -> ID.matcher(line).matches())
                .reduce((first, last) -> last)
                .orElseThrow(() -> DockerProblems.unexpected(Redaction.line(command), outcome.lastLines(10)));
    }

    /**
     * Copies a file, or a directory with all that is in it, out of a container.
     *
     * @param folder where it goes, under the name that it has in the container
     * @return where it is now
     */
    public Path copyOut(String container, ContainerPath path, Path folder) throws InterruptedException {
        Dialect dialect = engine().dialect();
        return withTemporaryFile(tar -> {
            runner.run(
                    "Copying " + path + " out of the builder's container",
                    commands.copyOut(container, path, tar, dialect),
                    Blame.PROJECT);
            return files(() -> {
                Path copied = folder.resolve(path.fileName());
                TarFiles.unpack(tar, copied);
                return copied;
            });
        });
    }

    /** Removes a container; one that is gone is no failure. */
    public void remove(String container) throws InterruptedException {
        runner.runUnless(GONE, "Removing the container", commands.remove(container));
    }

    /** Removes an image's name, and the image if it was its last; one that is gone is no failure. */
    public void removeImage(String image) throws InterruptedException {
        runner.runUnless(GONE, "Removing the image " + image, commands.removeImage(image));
    }

    /** An image in the engine's store, if it is there. */
    public Optional<ImageInspection> inspectImage(String image) throws InterruptedException {
        Command command = commands.inspectImage(image);
        Optional<ProcessResult> outcome = runner.ask(GONE, "Looking up the image " + image, command);
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ImageInspection.read(outcome.get().text());
        } catch (IllegalArgumentException e) {
            throw DockerProblems.unexpected(
                    Redaction.line(command), outcome.get().lastLines(10));
        }
    }

    /** Ids of the containers that have a label. */
    public List<String> containersWith(String label) throws InterruptedException {
        return ids(runner.ask("Looking for containers", commands.containersWith(label)));
    }

    /** Ids of the images without a name that have a label. */
    public List<String> namelessImagesWith(String label) throws InterruptedException {
        return ids(runner.ask("Looking for images", commands.namelessImagesWith(label)));
    }

    private static List<String> ids(ProcessResult outcome) {
        return outcome.output().stream()
                .filter(line -> ID.matcher(line).matches())
                .distinct()
                .toList();
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    private interface CliWork<T> {
        T run(Path file) throws InterruptedException;
    }

    private <T> T withTemporaryFile(CliWork<T> work) throws InterruptedException {
        Path file = files(() -> Files.createTempFile(Files.createDirectories(scratch), "docker-", ".tmp"));
        try {
            return work.run(file);
        } finally {
            files(() -> Files.deleteIfExists(file));
        }
    }

    private static <T> T files(FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
