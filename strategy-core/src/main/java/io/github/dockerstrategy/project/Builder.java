package io.github.dockerstrategy.project;

import io.github.dockerstrategy.image.ContainerPath;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What makes the artifact: this Maven build, or commands of the project's own.
 *
 * @param from the image to build in, for strategies that build in a container
 * @param commands shell command lines, run in the module's folder one after the other; none for Maven
 * @param artifact the file or folder they leave behind
 * @param into where it goes in the image
 * @param cache how a container keeps what Maven downloads
 * @param secrets files that the commands can read at {@code /run/secrets/ID} while they run, by id
 */
public record Builder(
        String from,
        List<String> commands,
        Optional<Path> artifact,
        Optional<ContainerPath> into,
        DependencyCache cache,
        Map<String, Path> secrets) {

    /** The id of the secret that holds Maven's settings. */
    public static final String SETTINGS = "settings.xml";

    /** How what was downloaded survives until the next build in a container. */
    public enum DependencyCache {
        /** A BuildKit cache mount: survives a change of POMs, stays on the machine. */
        MOUNT,
        /** A layer made from the POMs alone: works with every builder, and goes to registry caches. */
        LAYER,
        /** Not at all. */
        NONE
    }

    public Builder {
        commands = List.copyOf(commands);
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
    }

    public boolean hasCommands() {
        return !commands.isEmpty();
    }

    /** Whether a file or folder goes into the image as it is, not the application that this Maven build describes. */
    public boolean isForeign() {
        return artifact.isPresent();
    }
}
