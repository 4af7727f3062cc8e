package io.github.dockerstrategy.image;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Path;

/** What the application's layers are laid upon: {@code <from>}. */
public sealed interface BaseReference {

    /** An image in a registry. */
    record Registry(ImageReference name) implements BaseReference {
        @Override
        public String toString() {
            return name.toString();
        }
    }

    /** An image that the local daemon has. */
    record Daemon(ImageReference name) implements BaseReference {
        @Override
        public String toString() {
            return "docker://" + name;
        }
    }

    /** A tar archive as {@code docker save} writes it. */
    record Tar(Path path) implements BaseReference {
        @Override
        public String toString() {
            return "tar://" + path;
        }
    }

    /** Nothing at all. */
    record Scratch() implements BaseReference {
        @Override
        public String toString() {
            return "scratch";
        }
    }

    /** A Java runtime linked for this application, on nothing but the shared libraries it needs. */
    record Jlink() implements BaseReference {
        @Override
        public String toString() {
            return "jlink";
        }
    }

    /**
     * Parses {@code <from>}: an image name, {@code docker://NAME}, {@code tar://PATH}, {@code scratch} or {@code jlink}.
     *
     * @param basedir what a relative tar path is relative to
     */
    static BaseReference parse(String text, Path basedir, String where) {
        if (text.equals("scratch")) {
            return new Scratch();
        }
        if (text.equals("jlink")) {
            return new Jlink();
        }
        if (text.startsWith("docker://")) {
            return new Daemon(ImageReference.parse(text.substring("docker://".length()), where));
        }
        if (text.startsWith("tar://")) {
            return new Tar(basedir.resolve(text.substring("tar://".length())).normalize());
        }
        if (text.contains("://")) {
            throw new ProblemException(Problem.of(
                    "bad-base-image",
                    "'" + text + "' is not a base image.",
                    where,
                    "write an image name, docker://NAME, tar://PATH, scratch or jlink"));
        }
        return new Registry(ImageReference.parse(text, where));
    }

    /** Whether the image starts with no layer of anybody else's. */
    default boolean isEmpty() {
        return this instanceof Scratch || this instanceof Jlink;
    }
}
