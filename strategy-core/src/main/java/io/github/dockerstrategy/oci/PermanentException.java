package io.github.dockerstrategy.oci;

import java.io.IOException;

/** A failure that asking again does not remedy, unlike a broken connection. */
public abstract class PermanentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String message;

    protected PermanentException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public final String getMessage() {
        return message;
    }
}
