package io.github.dockerstrategy.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a build has told about its result.
 *
 * @param imageId the image's id in the engine's store, if a file was named for it
 * @param manifestDigest the digest of the image's manifest or index, if a metadata file was named and the builder wrote it
 */
public record Built(Optional<String> imageId, Optional<String> manifestDigest) {

    /** Podman leaves the algorithm out. */
    private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{64}");

    /** This result where the engine knows images by the digest of their manifest. */
    Built withDigestAsId() {
        return new Built(manifestDigest.or(() -> imageId), manifestDigest);
    }

    /** The id that an earlier build has left; what is no id might be another image's name, and is not there. */
    static Optional<String> earlier(Path idFile) {
        return Files.isRegularFile(idFile)
                ? Optional.of(text(idFile).strip()).filter(id -> ID.matcher(id).matches())
                : Optional.empty();
    }

    static Built read(Optional<Path> idFile, Optional<Path> metadataFile) {
        return new Built(
                idFile.map(file -> text(file).strip()).map(Built::withAlgorithm), metadataFile.flatMap(Built::digest));
    }

    private static Optional<String> digest(Path metadataFile) {
        try {
            JsonNode metadata = JsonMapper.builder().build().readTree(text(metadataFile));
            return Optional.ofNullable(metadata.path("containerimage.digest").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + metadataFile, e);
        }
    }

    /** Podman leaves the algorithm out. */
    private static String withAlgorithm(String id) {
        return id.startsWith("sha256:") ? id : "sha256:" + id;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
