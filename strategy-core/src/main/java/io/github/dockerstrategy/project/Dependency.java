package io.github.dockerstrategy.project;

import java.nio.file.Path;

/**
 * A jar that the application needs when it runs.
 *
 * @param coordinates what it is called
 * @param fileName its name in the image, the same wherever it was resolved from
 * @param file where it lies on this machine
 * @param origin how often it is likely to change
 */
public record Dependency(Coordinates coordinates, String fileName, Path file, Origin origin) {

    /** Where a dependency comes from; decides which layer it goes to. */
    public enum Origin {
        /** A released version: it never changes. */
        RELEASE,
        /** A SNAPSHOT dependency from outside the reactor. */
        SNAPSHOT,
        /** Another module of this build. */
        PROJECT;

        /** What the name of a jar tells, if nothing else is known of it. */
        public static Origin guess(String fileName) {
            return fileName.contains("-SNAPSHOT") ? SNAPSHOT : RELEASE;
        }
    }

    /** A jar of which only the file is known. */
    public static Dependency of(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return new Dependency(Coordinates.guess(name), name, jar, Origin.guess(name));
    }

    /** The same jar under a name that no other group's jar can have. */
    public Dependency withQualifiedName() {
        return new Dependency(coordinates, coordinates.groupId() + "." + fileName, file, origin);
    }
}
