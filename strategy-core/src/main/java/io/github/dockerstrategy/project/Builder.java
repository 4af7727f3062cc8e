package io.github.dockerstrategy.project;

import io.github.dockerstrategy.image.ContainerPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What makes the artifact, where that is not the build that we run in.
 *
 * @param commands shell command lines, run in the module's folder one after the other
 * @param artifact the file or folder they leave behind
 * @param into where it goes in the image
 */
public record Builder(List<String> commands, Optional<Path> artifact, Optional<ContainerPath> into) {

    /** The build that we run in. */
    public static final Builder MAVEN = new Builder(List.of(), Optional.empty(), Optional.empty());

    public Builder {
        commands = List.copyOf(commands);
    }

    public boolean hasCommands() {
        return !commands.isEmpty();
    }
}
