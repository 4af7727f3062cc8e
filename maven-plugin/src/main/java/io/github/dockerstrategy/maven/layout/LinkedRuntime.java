package io.github.dockerstrategy.maven.layout;

import io.github.dockerstrategy.jlink.JlinkBase;
import io.github.dockerstrategy.jlink.JlinkRequest;
import io.github.dockerstrategy.jlink.JlinkRuntime;
import io.github.dockerstrategy.jlink.KeptRuntimes;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.maven.config.JlinkParameters;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The runtime that {@code <from>jlink</from>} links for the module. */
public record LinkedRuntime(GoalContext goal, Module module, Path cache, BuildLog log) {

    /** @param extras files besides the application: jars among them run in this runtime too, as agents or launchers */
    List<Layer> layers(Application application, Layer extras, Instant modified) {
        JlinkRequest request = request(application, extras, modified);
        try {
            JlinkRuntime runtime = new JlinkBase(new HostPrograms(), log).make(request);
            runtime.notes().forEach(log::runtimeNote);
            return runtime.layers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "interrupted", "The build was interrupted.", "<from>jlink</from>", "run it again"),
                    e);
        }
    }

    /** What is to be linked. */
    public JlinkRequest request(Application application, Layer extras, Instant modified) {
        JlinkParameters parameters = goal.parameters().jlink();
        return new JlinkRequest(
                parameters.jdk == null
                        ? Path.of(System.getProperty("java.home"))
                        : module.basedir().resolve(parameters.jdk),
                module.javaRelease(),
                classPath(application, extras),
                Optional.of(parameters.modules).filter(modules -> !modules.isEmpty()),
                parameters.addModules,
                parameters.caCertificates.stream()
                        .map(module.basedir()::resolve)
                        .toList(),
                KeptRuntimes.below(cache).folder(),
                modified);
    }

    private static List<Path> classPath(Application application, Layer extras) {
        List<Path> all = new ArrayList<>(classPath(application));
        for (Entry entry : extras.entries()) {
            if (entry.content() instanceof Entry.Content.Source source && isArchive(source.file())) {
                all.add(source.file());
            }
        }
        return all;
    }

    private static List<Path> classPath(Application application) {
        if (application instanceof Application.Exploded exploded) {
            return concat(exploded.roots(), exploded.dependencies());
        }
        if (application instanceof Application.Packaged packaged) {
            return concat(List.of(packaged.archive()), packaged.dependencies());
        }
        if (application instanceof Application.War war) {
            return concat(List.of(war.archive()), war.dependencies());
        }
        if (application instanceof Application.FastJar fastJar) {
            return artifact(fastJar.folder());
        }
        return artifact(((Application.Artifact) application).path());
    }

    /** Whatever of it a JVM may be told to load: the archives in a folder, and the classes. */
    private static List<Path> artifact(Path path) {
        if (!Files.isDirectory(path)) {
            return isArchive(path) ? List.of(path) : List.of();
        }
        try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> archives = files.filter(Files::isRegularFile)
                    .filter(LinkedRuntime::isArchive)
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(path), archives.stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static boolean isArchive(Path file) {
        return file.toString().matches(".+\\.[jwe]ar");
    }

    private static List<Path> concat(List<Path> roots, List<Dependency> dependencies) {
        List<Path> all = new ArrayList<>(roots);
        dependencies.forEach(dependency -> all.add(dependency.file()));
        return all;
    }
}
