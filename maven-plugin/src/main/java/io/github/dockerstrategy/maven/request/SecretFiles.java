package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Builder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that a build in a container mounts as secrets. */
final class SecretFiles {

    private SecretFiles() {}

    /**
     * Reads them out of the parameters.
     *
     * @return the files by id
     */
    static Map<String, Path> of(BuilderParameters builder, Path basedir) {
        Map<String, Path> secrets = new LinkedHashMap<>();
        builder.secrets.forEach((id, file) -> secrets.put(id, basedir.resolve(file)));
        if (builder.settings != null) {
            secrets.put(Builder.SETTINGS, basedir.resolve(builder.settings));
        }
        secrets.forEach(SecretFiles::check);
        return secrets;
    }

    private static void check(String id, Path file) {
        String where = id.equals(Builder.SETTINGS) ? "<builder><settings>" : "<builder><secrets><" + id + ">";
        if (!id.matches("[A-Za-z0-9_.-]+")) {
            throw new ProblemException(Problem.of(
                    "bad-secret",
                    "'" + id + "' is not a valid id of a secret.",
                    where,
                    "use letters, digits, '_', '.' and '-'"));
        }
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "missing-file",
                    "'" + file + "' does not exist.",
                    where,
                    "correct the path (relative ones start at the module's folder)"));
        }
    }
}
