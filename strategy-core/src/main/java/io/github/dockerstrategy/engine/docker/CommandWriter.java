package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;

/** How the words of a build command are written: for a program as they are, in a script for a shell. */
public interface CommandWriter {

    /** A word that is to reach docker as it is. */
    String word(String text);

    /** A path, with what stands before it in the same word. */
    String path(String before, Path path);

    /** A build argument. */
    String argument(String name, String value);

    /** For a program that is run without a shell. */
    CommandWriter PLAIN = new CommandWriter() {
        @Override
        public String word(String text) {
            return text;
        }

        @Override
        public String path(String before, Path path) {
            return BuildSecret.field(before, path);
        }

        @Override
        public String argument(String name, String value) {
            return name + "=" + value;
        }
    };
}
