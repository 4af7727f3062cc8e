package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.jlink.JlinkBase;
import io.github.dockerstrategy.jlink.JlinkRequest;
import io.github.dockerstrategy.jlink.JlinkRuntime;
import io.github.dockerstrategy.jlink.KeptRuntimes;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.maven.config.JlinkParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.report.BuildLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runtime that {@code <from>jlink</from>} links for the module. */
record LinkedRuntime(AbstractImageMojo mojo, Module module, Path cache, BuildLog log) {

    List<Layer> layers(Application application, Instant modified) {
        JlinkRequest request = request(application, modified);
        try {
            JlinkRuntime runtime = new JlinkBase(new HostPrograms()).make(request);
            runtime.notes().forEach(log::warn);
            log.debug("linked modules: " + runtime.modules());
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
    JlinkRequest request(Application application, Instant modified) {
        JlinkParameters parameters = AbstractImageMojo.orElse(mojo.jlink, new JlinkParameters());
        return new JlinkRequest(
                parameters.jdk == null
                        ? Path.of(System.getProperty("java.home"))
                        : module.basedir().resolve(parameters.jdk),
                module.javaRelease(),
                classPath(application),
                Optional.of(parameters.modules).filter(modules -> !modules.isEmpty()),
                parameters.addModules,
                parameters.caCertificates.stream()
                        .map(module.basedir()::resolve)
                        .toList(),
                KeptRuntimes.below(cache).folder(),
                modified);
    }

    private static List<Path> classPath(Application application) {
        if (application instanceof Application.Exploded exploded) {
            return concat(exploded.roots(), exploded.dependencies());
        }
        if (application instanceof Application.Packaged packaged) {
            return concat(List.of(packaged.archive()), packaged.dependencies());
        }
        return application instanceof Application.War war
                ? concat(List.of(war.archive()), war.dependencies())
                : List.of();
    }

    private static List<Path> concat(List<Path> roots, List<Dependency> dependencies) {
        List<Path> all = new ArrayList<>(roots);
        dependencies.forEach(dependency -> all.add(dependency.file()));
        return all;
    }
}
