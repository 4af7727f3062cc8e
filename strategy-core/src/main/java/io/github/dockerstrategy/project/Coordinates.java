package io.github.dockerstrategy.project;

/** What a module is called in Maven's world. */
public record Coordinates(String groupId, String artifactId, String version) {

    /** What the name of a jar tells, if its coordinates are not known. */
    public static Coordinates guess(String fileName) {
        String artifact = fileName.replaceFirst("\\.jar$", "").replaceFirst("-\\d.*$", "");
        return new Coordinates(artifact.replaceFirst("[-_.].*$", ""), artifact, "");
    }

    /** Group and artifact, as {@code mvn -pl} takes them. */
    public String selector() {
        return groupId + ":" + artifactId;
    }

    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version;
    }
}
