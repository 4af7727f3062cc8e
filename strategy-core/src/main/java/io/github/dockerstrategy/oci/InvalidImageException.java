package io.github.dockerstrategy.oci;

/** An image is not what the specification, its digests or its descriptors promise, or cannot be read here. */
public final class InvalidImageException extends PermanentException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** A document is not what the image specification defines. */
        MALFORMED,
        /** Content does not match its digest, size or diff ID. */
        MISMATCH,
        /** A layer has a media type that cannot be read. */
        UNSUPPORTED_LAYER,
        /** There is no image for the requested platform. */
        OTHER_PLATFORM,
        /** A file is not an image archive. */
        NOT_AN_ARCHIVE
    }

    private final Kind kind;

    /** @param message completes a sentence that names the image, such as "cannot be read: …" */
    public InvalidImageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static InvalidImageException malformed(String message) {
        return new InvalidImageException(Kind.MALFORMED, message);
    }

    static InvalidImageException mismatch(String message) {
        return new InvalidImageException(Kind.MISMATCH, message);
    }

    public Kind kind() {
        return kind;
    }
}
