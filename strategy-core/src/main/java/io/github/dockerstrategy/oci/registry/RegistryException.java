package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.oci.PermanentException;

/**
 * A registry refused a request, or its answer is refused here. The message is a clause that begins with whose fault it is, such as "the
 * registry example.com answered 503"; it never holds credentials.
 */
public final class RegistryException extends PermanentException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, which decides the fix in the message. */
    public enum Kind {
        /** The registry needs credentials, or rejected those that it got. */
        UNAUTHORIZED,
        /** The credentials do not have the right. */
        FORBIDDEN,
        NOT_FOUND,
        RATE_LIMIT,
        /** A status of the 500s. */
        SERVER_ERROR,
        /** The registry speaks the protocol, but not here. */
        UNEXPECTED_ANSWER,
        NOT_A_REGISTRY,
        /** No answer, or not all of it, in time. */
        TIMEOUT,
        /** A redirect, an upload location or a token server that must not be used. */
        REFUSED_ADDRESS,
        TOO_LARGE,
        /** The content does not have the digest that it was asked for by. */
        WRONG_CONTENT,
        /** Stored credentials could not be read. */
        CREDENTIALS,
        /** The proxy refused the request. */
        PROXY
    }

    private final Kind kind;
    private final int status;

    public RegistryException(Kind kind, String message) {
        this(kind, 0, message);
    }

    /** @param status of the answer; 0 if it is not about one */
    public RegistryException(Kind kind, int status, String message) {
        super(message);
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    /** Whether the registry refused a manifest because it lacks a blob that the manifest names. */
    public boolean isMissingBlob() {
        return status == HttpResponse.BAD_REQUEST || status == HttpResponse.NOT_FOUND;
    }
}
