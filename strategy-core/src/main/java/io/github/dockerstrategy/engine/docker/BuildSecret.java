package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;

/** A secret for a build, named by where it is: its value never comes here. */
public sealed interface BuildSecret {

    /** The name that a RUN mounts it by. */
    String id();

    /** The value of the {@code --secret} flag. */
    String text(CommandWriter writer);

    /** A file's content. */
    record OfFile(String id, Path file) implements BuildSecret {

        public OfFile {
            BuildSecret.require(id);
        }

        @Override
        public String text(CommandWriter writer) {
            return writer.path("id=" + id + ",src=", file);
        }
    }

    /** An environment variable's value, in the environment that the CLI is run in. */
    record OfVariable(String id, String variable) implements BuildSecret {

        public OfVariable {
            BuildSecret.require(id);
            BuildSecret.require(variable);
        }

        @Override
        public String text(CommandWriter writer) {
            return writer.word("id=" + id + ",env=" + variable);
        }
    }

    /**
     * A list of {@code key=value} that docker reads as CSV, and that ends with a path: one with a comma or a quote in it is quoted.
     *
     * @param before what stands before the path; empty for a path that is no part of a list
     */
    static String field(String before, Path file) {
        if (before.isEmpty() || !file.toString().matches("(?s).*[,\"\n].*")) {
            return before + file;
        }
        int key = before.lastIndexOf(',') + 1;
        return before.substring(0, key) + '"' + (before.substring(key) + file).replace("\"", "\"\"") + '"';
    }

    private static void require(String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not a name for a secret: " + name);
        }
    }
}
