package io.github.dockerstrategy.oci.registry;

import java.io.IOException;
import java.util.List;

/** A push failed after some of its tags were moved to the new image. */
public final class PartialPushException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String tags;

    public PartialPushException(List<String> tags, IOException cause) {
        super(cause);
        this.tags = String.join(", ", tags);
    }

    /** Those that have the new image already. */
    String tags() {
        return tags;
    }
}
