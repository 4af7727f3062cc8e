package io.github.dockerstrategy.engine.docker;

/**
 * A builder instance of buildx, as {@code docker buildx create} makes it.
 *
 * @param name its name
 * @param place where it builds
 */
public record BuilderInstance(String name, Place place) {

    /** Where a builder instance builds. */
    public enum Place {
        /** In the engine (driver {@code docker}), or where nobody has asked yet. */
        ENGINE,
        /** Somewhere else: in a container, a cluster or another machine. It needs no engine here, and writes every kind of output. */
        ELSEWHERE
    }

    /** An instance of which no more than the name is known. */
    static BuilderInstance named(String name) {
        return new BuilderInstance(name, Place.ENGINE);
    }

    boolean isElsewhere() {
        return place == Place.ELSEWHERE;
    }
}
