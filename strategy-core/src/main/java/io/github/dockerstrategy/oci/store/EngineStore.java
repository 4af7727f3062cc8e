package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.Digest;
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
 * The images of an engine, reached with its command line.
 *
 * @param executable docker, podman, or the path of one
 * @param environment variables for it
 */
public record EngineStore(String executable, Map<String, String> environment) {

    public EngineStore {
        environment = Map.copyOf(environment);
    }

    /** The IDs of the images with these names, a line each; empty if one of them does not exist. */
    public Optional<String> ids(List<ImageReference> names) throws InterruptedException {
        List<String> inspect = new ArrayList<>(List.of("image", "inspect", "--format", "{{.Id}}"));
        names.stream().map(ImageReference::toString).forEach(inspect::add);
        return output(inspect);
    }

    /** The ID of an image; empty if there is none with that name. */
    public Optional<String> id(ImageReference name) throws InterruptedException {
        return ids(List.of(name)).map(String::strip);
    }

    /** Diff IDs of an image's layers, bottom first; none if there is no image with that name. */
    public List<Digest> diffIds(ImageReference name) throws InterruptedException {
        String format = "{{range .RootFS.Layers}}{{println .}}{{end}}";
        return output(List.of("image", "inspect", "--format", format, name.toString())).stream()
                .flatMap(String::lines)
                .flatMap(line -> Digest.parse(line.strip()).stream())
                .toList();
    }

    /** Whether images are in containerd's store, which knows them by their manifests. */
    public boolean isContainerd() throws InterruptedException {
        return output(List.of("info", "--format", "{{json .DriverStatus}}"))
                .filter(status -> status.contains("io.containerd.snapshotter"))
                .isPresent();
    }

    /** Loads an archive. */
    public ProcessResult load(Path archive) throws InterruptedException {
        List<String> load = List.of("load", "--input", archive.toString());
        ProcessResult result = run(load);
        // containerd may remove what a deleted image left just when the load builds on it; the second time it is gone.
        boolean wasRemoved = !result.succeeded()
                && result.lastLines(1).stream().anyMatch(line -> line.endsWith("does not exist: not found"));
        return wasRemoved ? run(load) : result;
    }

    /** Writes an image into an archive. */
    public ProcessResult save(String id, Path archive) throws InterruptedException {
        return run(List.of("save", "--output", archive.toString(), id));
    }

    private Optional<String> output(List<String> arguments) throws InterruptedException {
        ProcessResult result = run(arguments);
        return result.succeeded() ? Optional.of(result.text()) : Optional.empty();
    }

    private ProcessResult run(List<String> arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of(executable));
        argv.addAll(arguments);
        return new HostPrograms()
                .run(Command.of(Path.of("").toAbsolutePath(), argv).withEnvironment(environment));
    }
}
