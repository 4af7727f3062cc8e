package io.github.dockerstrategy.maven.migrate.source;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.project.MavenProject;

/**
 * Properties that an application has among its resources.
 *
 * @param project the module
 * @param file the file, relative to the module
 */
record ResourceProperties(MavenProject project, String file) {

    /** None if there is no such file. */
    Properties read() {
        Properties properties = new Properties();
        if (project.getBasedir() == null) {
            return properties;
        }
        Path path = project.getBasedir().toPath().resolve(file);
        if (Files.isRegularFile(path)) {
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }
        return properties;
    }
}
