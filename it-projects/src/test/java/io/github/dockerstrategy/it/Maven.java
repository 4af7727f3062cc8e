package io.github.dockerstrategy.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An installed Maven.
 *
 * @param name how it is called in reports
 * @param executable the program to start
 */
public record Maven(String name, String executable) {

    /** A release that the build has unpacked for these tests. */
    public static Maven release(String version) {
        Path mvn = Path.of(Workspace.property("it.maven.homes"), "apache-maven-" + version, "bin", "mvn");
        if (!Files.exists(mvn)) {
            throw new IllegalStateException("no Maven " + version + ": " + mvn + " is missing");
        }
        // Zip archives unpacked by Maven's own plugins have lost the permission to execute
        if (!Files.isExecutable(mvn) && !mvn.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + mvn + " executable");
        }
        return new Maven(version, mvn.toString());
    }

    /** The release that the wrapper of this project names. */
    public static Maven newest() {
        return release(Workspace.property("it.wrapper.version"));
    }

    /** The one that this machine came with, which a distribution may have changed. */
    public static Maven ofThisMachine() {
        return new Maven("of this machine", "mvn");
    }

    /** All that have to work, from the oldest to the newest. */
    public static List<Maven> all() {
        return List.of(release("3.6.3"), ofThisMachine(), newest(), release("4.0.0-rc-5"));
    }

    @Override
    public String toString() {
        return "Maven " + name;
    }
}
