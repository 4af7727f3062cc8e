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
    private final String goal;

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

    /** What makes the plugin load the image into a daemon, with this docker. */
    List<String> toDaemon(Path docker) {
        return switch (this) {
            case JIB -> List.of("-Dbench.jib.goal=dockerBuild", "-Djib.dockerClient.executable=" + docker);
            case OURS -> List.of("-Dbench.output=daemon", "-Ddocker-strategy.docker.executable=" + docker);
        };
    }

    /** The plugin's goal in a case. */
    String goal(Case what) {
        return this == JIB && what.isToDaemon() ? "jib-maven-plugin:dockerBuild" : goal;
    }

    /** Everything that the plugin remembers of builds before. */
    List<Path> caches(Path project, Path cache) {
        return List.of(cache, project.resolve("target/jib-cache"), project.resolve("target/docker-strategy"));
    }
}
