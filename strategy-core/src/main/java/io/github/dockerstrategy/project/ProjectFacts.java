package io.github.dockerstrategy.project;

import io.github.dockerstrategy.process.Command;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What is known of a module before anything is built. How it would be built in a process of its own is worked out when it is asked
 * for, always alike: an image of what this run has built needs none of that.
 *
 * @param coordinates what it is called
 * @param packaging {@code jar}, {@code war}, …
 * @param basedir its folder
 * @param buildDirectory where its build writes, such as {@code target}
 * @param javaRelease the Java release its classes are compiled for
 * @param built whether this very run of the build tool has built its artifact already
 * @param hostBuild what builds the module and stages its layers on this machine, for when it is not
 * @param maven how the same is done anywhere else
 */
public record ProjectFacts(
        Coordinates coordinates,
        String packaging,
        Path basedir,
        Path buildDirectory,
        int javaRelease,
        boolean built,
        Supplier<Command> hostBuild,
        Supplier<MavenBuild> maven) {}
