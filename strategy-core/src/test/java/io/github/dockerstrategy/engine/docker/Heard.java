package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what it hears. */
final class Heard implements DockerListener {

    final List<String> commands = new ArrayList<>();
    final List<String> output = new ArrayList<>();

    @Override
    public void command(String line) {
        commands.add(line);
    }

    @Override
    public synchronized void output(String line) {
        output.add(line);
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(Path.of("target/docker.log"));
    }
}
