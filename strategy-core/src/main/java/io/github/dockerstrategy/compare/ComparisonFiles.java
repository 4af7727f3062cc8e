package io.github.dockerstrategy.compare;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The reports of a comparison: {@code compare.json}, {@code compare.md} and {@code compare.html}.
 *
 * @param folder where they lie
 */
public record ComparisonFiles(Path folder) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The module's, below the folder of the default execution's results. */
    public static ComparisonFiles below(Path workFolder) {
        return new ComparisonFiles(workFolder.resolve("compare"));
    }

    public Path json() {
        return folder.resolve("compare.json");
    }

    public Path markdown() {
        return folder.resolve("compare.md");
    }

    public Path page() {
        return folder.resolve("compare.html");
    }

    public void write(Comparison comparison) {
        try {
            Files.createDirectories(folder);
            write(json(), JSON.writeValueAsString(comparison) + "\n");
            write(markdown(), new ComparisonMarkdown(comparison).text());
            write(page(), ComparisonPage.of(comparison));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the reports to " + folder, e);
        }
    }

    /** The last comparison; one of another version of this plugin, or a broken one, counts as none. */
    public Optional<Comparison> read() {
        if (!Files.isRegularFile(json())) {
            return Optional.empty();
        }
        try {
            Comparison found = JSON.readValue(json().toFile(), Comparison.class);
            return Optional.of(found).filter(one -> one.schema() == Comparison.SCHEMA);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, String text) throws IOException {
        Path partial = folder.resolve("." + file.getFileName() + ".partial");
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
