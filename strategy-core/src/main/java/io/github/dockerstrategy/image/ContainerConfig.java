package io.github.dockerstrategy.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a container of the image does when it starts. What is empty is inherited from the base image.
 *
 * @param entrypoint the program and its first arguments, in exec form
 * @param cmd default arguments, appended to the entrypoint
 * @param environment variables, in the order they were written; values may be empty
 * @param ports ports that the application listens on
 * @param labels image labels
 * @param volumes directories that outlive the container
 * @param user user (and group) that the process runs as
 * @param workingDirectory directory that the process starts in
 * @param healthCheck how the engine sees that it still works
 */
public record ContainerConfig(
        Optional<List<String>> entrypoint,
        Optional<List<String>> cmd,
        Map<String, String> environment,
        SortedSet<Port> ports,
        Map<String, String> labels,
        SortedSet<ContainerPath> volumes,
        Optional<String> user,
        Optional<ContainerPath> workingDirectory,
        Optional<HealthCheck> healthCheck) {

    public ContainerConfig {
        entrypoint = entrypoint.map(List::copyOf);
        cmd = cmd.map(List::copyOf);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
    }

    /** A configuration that takes everything over from the base. */
    public static ContainerConfig inherited() {
        return new ContainerConfig(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Collections.emptySortedSet(),
                Map.of(),
                Collections.emptySortedSet(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
