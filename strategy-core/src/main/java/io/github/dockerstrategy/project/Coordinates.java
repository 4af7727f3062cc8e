package io.github.dockerstrategy.project;

/** What a module is called in Maven's world. */
public record Coordinates(String groupId, String artifactId, String version) {

    /** Group and artifact, as {@code mvn -pl} takes them. */
    public String selector() {
        return groupId + ":" + artifactId;
    }

    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version;
    }
}
