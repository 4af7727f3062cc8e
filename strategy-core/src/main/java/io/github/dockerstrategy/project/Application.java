package io.github.dockerstrategy.project;

import io.github.dockerstrategy.image.ContainerPath;
import java.nio.file.Path;
import java.util.List;

/** What a build left behind that can be laid into an image. */
public sealed interface Application {

    /**
     * Classes and resources in folders, and the jars they need.
     *
     * @param roots folders of classes and resources, in class path order
     * @param dependencies in class path order
     * @param mainClass the class to start
     */
    record Exploded(List<Path> roots, List<Dependency> dependencies, String mainClass) implements Application {
        public Exploded {
            roots = List.copyOf(roots);
            dependencies = List.copyOf(dependencies);
        }
    }

    /**
     * A web application archive, to be laid open where a servlet container looks for it.
     *
     * @param archive the war
     * @param dependencies known origins of the jars in {@code WEB-INF/lib}
     */
    record War(Path archive, List<Dependency> dependencies) implements Application {
        public War {
            dependencies = List.copyOf(dependencies);
        }
    }

    /**
     * A jar or executable war that is run as it is.
     *
     * @param archive the archive
     * @param dependencies jars beside it, for a jar that does not hold all it needs
     * @param classes folders of the module's own classes; none where that is not known
     * @param mainClass the class to start, whatever the manifest says; may be empty
     * @param fallback the class to start where the manifest names none; may be empty
     */
    record Packaged(Path archive, List<Dependency> dependencies, List<Path> classes, String mainClass, String fallback)
            implements Application {
        public Packaged {
            dependencies = List.copyOf(dependencies);
            classes = List.copyOf(classes);
        }

        public Packaged(Path archive, List<Dependency> dependencies, String fallback) {
            this(archive, dependencies, List.of(), "", fallback);
        }
    }

    /**
     * What Quarkus makes of an application unless it is told otherwise: a folder with the jar to run, the dependencies in {@code lib}, the
     * module's own classes in {@code app} and generated ones in {@code quarkus}.
     *
     * @param folder the folder
     * @param dependencies known origins of the jars in {@code lib}
     */
    record FastJar(Path folder, List<Dependency> dependencies) implements Application {
        public FastJar {
            dependencies = List.copyOf(dependencies);
        }
    }

    /**
     * A file or folder that any build made.
     *
     * @param path the file, or the folder whose contents are taken
     * @param into where it goes; for a file, a path that ends in {@code /} was resolved to a path below it
     */
    record Artifact(Path path, ContainerPath into) implements Application {}
}
