package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Asks the JDK's jdeps which of its modules some class files refer to. */
final class Jdeps {

    private final Programs programs;
    private final Jdk jdk;

    Jdeps(Programs programs, Jdk jdk) {
        this.programs = programs;
        this.jdk = jdk;
    }

    /**
     * The JDK's modules that jars and class folders refer to.
     *
     * <p>One jar that jdeps cannot read makes it fail for all of them, so what failed is asked again by halves.
     *
     * @param roots none of them with a module descriptor: jdeps would resolve a module's requirements, and fail where an optional dependency is absent
     * @param unreadable gets each one that jdeps could not read
     */
    NavigableSet<String> modulesOf(List<Path> roots, Consumer<Path> unreadable) throws InterruptedException {
        NavigableSet<String> modules = new TreeSet<>();
        if (roots.isEmpty()) {
            return modules;
        }
        ProcessResult outcome = programs.run(command(roots));
        if (outcome.succeeded()) {
            outcome.output().forEach(line -> addModules(line, modules));
        } else if (roots.size() == 1) {
            unreadable.accept(roots.get(0));
        } else {
            int half = roots.size() / 2;
            modules.addAll(modulesOf(roots.subList(0, half), unreadable));
            modules.addAll(modulesOf(roots.subList(half, roots.size()), unreadable));
        }
        return modules;
    }

    /**
     * Not recursive, as every jar is a root already: on a Spring Boot application with JPA, recursion through its class path took
     * 27 seconds instead of 4 and found nothing else that is needed.
     */
    private Command command(List<Path> roots) {
        List<String> argv = new ArrayList<>(List.of(
                jdk.tool("jdeps").toString(),
                "--print-module-deps",
                "--no-recursive",
                "--ignore-missing-deps",
                "--multi-release",
                Integer.toString(jdk.feature())));
        roots.forEach(root -> argv.add(root.toString()));
        return Command.of(jdk.home(), argv);
    }

    /** Warnings go to the same stream as the list, and are recognised by not being names of modules. */
    private void addModules(String line, NavigableSet<String> modules) {
        for (String name : line.strip().split(",", -1)) {
            if (jdk.modules().containsKey(name)) {
                modules.add(name);
            }
        }
    }
}
