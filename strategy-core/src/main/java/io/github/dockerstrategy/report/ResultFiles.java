package io.github.dockerstrategy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.strategy.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that tell other tools what was built: {@code result.json}, {@code image.digest}, {@code image.id}.
 *
 * @param folder where they lie
 */
public record ResultFiles(Path folder) {

    /** Loaded by those who read only. */
    private static final class Reading {
        static final ObjectMapper JSON =
                JsonMapper.builder().addModule(new Jdk8Module()).build();
    }

    /**
     * Deletes an earlier result, and the archive of another output: after a build, the folder has nothing that looks like its own and is
     * not. Only an archive that this build would replace stays, which may be up to date.
     *
     * @param to where the image of this build goes
     */
    public void clear(Destination to) {
        List<Path> earlier = new ArrayList<>();
        for (String name : List.of("result.json", "image.digest", "image.id")) {
            earlier.add(folder.resolve(name));
        }
        for (Output output : Output.values()) {
            Destination.below(folder, output)
                    .file()
                    .filter(archive -> !to.file().equals(Optional.of(archive)))
                    .ifPresent(earlier::add);
        }
        earlier.forEach(ResultFiles::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    public void write(BuildResult result) {
        try {
            Files.createDirectories(folder);
            if (!result.imageDigest().isEmpty()) {
                write("image.digest", result.imageDigest() + "\n");
            }
            write("image.id", result.imageId() + "\n");
            write("result.json", JsonText.of(result) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the result to " + folder, e);
        }
    }

    public Optional<BuildResult> read() {
        Path file = folder.resolve("result.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reading.JSON.readValue(file.toFile(), BuildResult.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path partial = folder.resolve("." + name + ".partial");
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
