package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon that images are brought to, as docker's command line reaches it. Not a builder.
 *
 * @param executable docker, podman, or the path of one
 * @param environment variables for it
 */
public record Daemon(String executable, Map<String, String> environment) {

    public Daemon {
        environment = Map.copyOf(environment);
    }

    /** What a command answers; empty if it fails. */
    public Optional<String> ask(String... arguments) throws InterruptedException {
        return ask(List.of(arguments));
    }

    /** The ids of what it calls by the image's names, a line each; empty if it does not know one of them. */
    public Optional<String> ids(ImageSpec image) throws InterruptedException {
        List<String> inspect = new ArrayList<>(List.of("image", "inspect", "--format", "{{.Id}}"));
        image.names().stream().map(ImageReference::toString).forEach(inspect::add);
        return ask(inspect);
    }

    /** Loads an archive. */
    public ProcessResult load(Path archive) throws InterruptedException {
        List<String> load = List.of("load", "--input", archive.toString());
        ProcessResult outcome = run(load);
        // containerd may clear away what a removed image has left just when the load builds on it; it is gone then.
        boolean clearedAway = !outcome.succeeded()
                && outcome.lastLines(1).stream().anyMatch(line -> line.endsWith("does not exist: not found"));
        return clearedAway ? run(load) : outcome;
    }

    /** Writes an image into an archive. */
    ProcessResult save(String id, Path archive) throws InterruptedException {
        return run(List.of("save", "--output", archive.toString(), id));
    }

    private Optional<String> ask(List<String> arguments) throws InterruptedException {
        ProcessResult outcome = run(arguments);
        return outcome.succeeded() ? Optional.of(outcome.text()) : Optional.empty();
    }

    private ProcessResult run(List<String> arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of(executable));
        argv.addAll(arguments);
        return new HostPrograms()
                .run(Command.of(Path.of("").toAbsolutePath(), argv).withEnvironment(environment));
    }
}
