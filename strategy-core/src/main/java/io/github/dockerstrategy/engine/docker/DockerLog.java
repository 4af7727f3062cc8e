package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Passes docker's words on to the build's log, and keeps all of them in a file. */
record DockerLog(BuildLog build, Path file) implements DockerListener {

    @Override
    public void command(String line) {
        build.runningCommand(line);
        append("$ " + line);
    }

    @Override
    public void output(String line) {
        build.programOutput(line);
        append(line);
    }

    @Override
    public Optional<Path> log() {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private synchronized void append(String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, PlainText.of(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            build.cannotKeepOutput(file, String.valueOf(e.getMessage()));
        }
    }
}
