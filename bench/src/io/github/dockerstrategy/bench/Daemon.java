package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A docker that writes down how many bytes of images it was given.
 *
 * @param docker the program
 * @param bytes the file that it writes them to
 */
record Daemon(Path docker, Path bytes) {

    /** One that hands on to {@code real}, with an engine at {@code host}. */
    static Daemon in(Path folder, String real, String host) throws IOException {
        Path docker = Files.createDirectories(folder).resolve("docker");
        Path bytes = folder.resolve("bytes");
        Files.writeString(docker, """
                #!/bin/sh
                export DOCKER_HOST='%1$s'
                if [ "$1" != load ]; then exec '%2$s' "$@"; fi
                if [ "$2" = --input ]; then stat -c %%s "$3" >>'%3$s'; exec '%2$s' "$@"; fi
                pipe=$(mktemp -u) && mkfifo "$pipe"
                wc -c <"$pipe" >>'%3$s' &
                tee "$pipe" | '%2$s' "$@"
                status=$?
                wait
                rm "$pipe"
                exit $status
                """.formatted(host, real, bytes));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Daemon(docker, bytes);
    }

    /** Bytes since the last time that this was asked. */
    long take() throws IOException {
        if (Files.notExists(bytes)) {
            return 0;
        }
        long sum = Files.readAllLines(bytes).stream()
                .mapToLong(line -> Long.parseLong(line.strip()))
                .sum();
        Files.delete(bytes);
        return sum;
    }

    void remove(String image) throws IOException, InterruptedException {
        new ProcessBuilder(docker.toString(), "image", "rm", "--force", image)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
