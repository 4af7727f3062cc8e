package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;
import java.util.Optional;

/** Hears what is run and what it says. */
public interface DockerListener {

    /** A command is about to run; what looks like a password in it is left out. */
    void command(String line);

    /** The CLI wrote a line. Lines of standard output and standard error come from two threads. */
    void output(String line);

    /** The file that holds all of it, if there is one, for error messages to name. */
    default Optional<Path> log() {
        return Optional.empty();
    }
}
