package io.github.dockerstrategy.project;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A file of the project that is read as UTF-8 text.
 *
 * @param file where it lies
 */
public record TextFile(Path file) {

    /**
     * The properties in it.
     *
     * @throws ProblemException as {@link #text} does, or if an escape is none
     */
    public Properties properties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text()));
        } catch (IllegalArgumentException | IOException e) {
            throw new ProblemException(
                    Problem.of(
                            "unreadable-file",
                            "'" + file + "' is no file of properties: " + e.getMessage() + ".",
                            file.toString(),
                            "correct its escapes, such as \\u00e4"),
                    e);
        }
        return properties;
    }

    /**
     * What is in it; nothing if it is not there.
     *
     * @throws ProblemException if it cannot be read, or is no UTF-8: another Maven would read other values
     */
    public String text() {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    Problem.of(
                            "wrong-encoding",
                            "'" + file + "' is not UTF-8 text.",
                            file.toString(),
                            "save it in UTF-8, for example with 'iconv -f ISO-8859-1 -t UTF-8'"),
                    e);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "unreadable-file",
                            "'" + file + "' cannot be read: " + e.getMessage() + ".",
                            file.toString(),
                            "check its permissions"),
                    e);
        }
    }
}
