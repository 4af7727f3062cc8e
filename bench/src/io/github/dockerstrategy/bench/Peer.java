package io.github.dockerstrategy.bench;

import java.nio.file.Path;
import java.util.List;

/** The plugins that are measured. */
enum Peer {
    JIB("jib", "jib-maven-plugin:build"),
    OURS("docker-strategy", "docker-strategy-maven-plugin:build");

    /** The Maven profile that has the plugin; also its name in tables. */
    final String profile;

    /** Its goal, as {@link GoalTimes} writes it. */
    final String goal;

    Peer(String profile, String goal) {
        this.profile = profile;
        this.goal = goal;
    }

    /** Caches in folders of the benchmark's own, except for what the plugin keeps in target/ by itself. */
    List<String> arguments(Path cache) {
        return switch (this) {
            case JIB -> List.of("-Djib.baseImageCache=" + cache, "-Djib.disableUpdateChecks=true");
            case OURS -> List.of("-Ddocker-strategy.cache=" + cache);
        };
    }

    /** Everything that the plugin remembers of builds before. */
    List<Path> caches(Path project, Path cache) {
        return List.of(cache, project.resolve("target/jib-cache"), project.resolve("target/docker-strategy"));
    }
}
