package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.JavaModule;
import java.lang.module.ModuleFinder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which jars the JVM resolves as modules when it starts a module: what that requires, and what provides a service that one of them uses, in
 * turn. They go on the module path. Any other jar goes on the class path, where automatic modules and other jars of the class path find it;
 * on the module path nobody would.
 *
 * @param resolved names of the modules, without those of the Java runtime
 * @param automatic whether one of them is an automatic module
 */
record ModuleGraph(Set<String> resolved, boolean automatic) {

    /**
     * @param roots the modules that are resolved in any case
     * @param others all other modules, the one that counts first where two have one name
     */
    static ModuleGraph of(List<JavaModule> roots, List<JavaModule> others) {
        Map<String, JavaModule> byName = new LinkedHashMap<>();
        others.forEach(module -> byName.putIfAbsent(module.name(), module));
        Set<String> used = servicesOfTheRuntime();
        Set<String> resolved = new HashSet<>();
        Deque<JavaModule> toDo = new ArrayDeque<>(roots);
        boolean automatic = false;
        while (!toDo.isEmpty()) {
            JavaModule module = toDo.pop();
            if (!resolved.add(module.name())) {
                continue;
            }
            automatic |= module.automatic();
            used.addAll(module.uses());
            module.requires().stream()
                    .map(name -> Optional.ofNullable(byName.get(name)))
                    .flatMap(Optional::stream)
                    .forEach(toDo::push);
            byName.values().stream()
                    .filter(other -> other.provides().stream().anyMatch(used::contains))
                    .forEach(toDo::push);
        }
        return new ModuleGraph(Set.copyOf(resolved), automatic);
    }

    private static Set<String> servicesOfTheRuntime() {
        Set<String> services = new HashSet<>();
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(module -> services.addAll(module.descriptor().uses()));
        return services;
    }
}
