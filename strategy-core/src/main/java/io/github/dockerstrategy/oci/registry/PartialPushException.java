package io.github.dockerstrategy.oci.registry;

import java.io.IOException;
import java.util.List;

/** A push failed after some of its names were moved to the new image. */
public final class PartialPushException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String state;

    /**
     * @param moved tags, or repositories, that have the new image already
     * @param others those that have not
     */
    public PartialPushException(List<String> moved, List<String> others, IOException cause) {
        super(cause);
        this.state = state(moved, others);
    }

    /** Which names have the new image, and which have not, as a sentence after another. */
    String state() {
        return state;
    }

    /** The same for a push that a program does. */
    public static String state(List<String> moved, List<String> others) {
        return " Already pushed: " + String.join(", ", moved) + ". Not pushed: " + String.join(", ", others) + ".";
    }
}
