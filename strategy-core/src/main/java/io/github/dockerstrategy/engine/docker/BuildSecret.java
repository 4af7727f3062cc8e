package io.github.dockerstrategy.engine.docker;

import java.nio.file.Path;

/** A secret for a build, named by where it is: its value never comes here. */
public sealed interface BuildSecret {

    /** The name that a RUN mounts it by. */
    String id();

    /** The value of the {@code --secret} flag. */
    String text();

    /** A file's content. */
    record OfFile(String id, Path file) implements BuildSecret {

        public OfFile {
            BuildSecret.require(id);
            if (file.toString().matches(".*[,\"\n].*")) {
                throw new IllegalArgumentException("a secret's file may have no comma or quote in its path: " + file);
            }
        }

        @Override
        public String text() {
            return "id=" + id + ",src=" + file;
        }
    }

    /** An environment variable's value, in the environment that the CLI is run in. */
    record OfVariable(String id, String variable) implements BuildSecret {

        public OfVariable {
            BuildSecret.require(id);
            BuildSecret.require(variable);
        }

        @Override
        public String text() {
            return "id=" + id + ",env=" + variable;
        }
    }

    private static void require(String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not a name for a secret: " + name);
        }
    }
}
