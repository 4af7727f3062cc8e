package io.github.dockerstrategy.api;

import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.ClassFiles;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.MainClasses;
import io.github.dockerstrategy.project.StartClass;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The compiled application.
 *
 * @param classes folders of classes and resources
 * @param jars its dependencies
 * @param mainClass the class to start; empty if it is to be found
 */
record DescribedApplication(List<Path> classes, List<Path> jars, Optional<String> mainClass) {

    DescribedApplication {
        classes = absolute(classes);
        jars = absolute(jars);
    }

    /** Looks up the main class, too. */
    Application.Exploded read() {
        mainClass.ifPresent(name -> new StartClass(name, classPath()).check());
        return new Application.Exploded(
                classes,
                jars.stream().map(Dependency::of).toList(),
                mainClass.orElseGet(() -> MainClasses.in(classes).only()));
    }

    /** Folders before jars. */
    List<Path> classPath() {
        return Stream.concat(classes.stream(), jars.stream()).toList();
    }

    /** The newest release in the class files of the folders, or else the release of this JVM. */
    int javaRelease() {
        return classes.stream()
                .map(folder -> new ClassFiles(folder).release())
                .flatMapToInt(OptionalInt::stream)
                .max()
                .orElse(Runtime.version().feature());
    }

    private static List<Path> absolute(Collection<Path> paths) {
        return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }
}
