package io.github.dockerstrategy.oci;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The form of an image's manifest and configuration. */
public enum ImageFormat {
    /** Docker image manifest, version 2 schema 2: understood everywhere. */
    DOCKER,
    /** OCI image manifest. */
    OCI;

    /** Parses the word that a user wrote. */
    public static ImageFormat parse(String text, String where) {
        List<String> words = Arrays.stream(values()).map(ImageFormat::word).toList();
        return Arrays.stream(values())
                .filter(format -> format.word().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-format",
                        "'" + text + "' is not an image format.",
                        where,
                        Suggestion.among(text, words))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
