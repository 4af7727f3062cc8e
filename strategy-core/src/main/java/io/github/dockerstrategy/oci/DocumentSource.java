package io.github.dockerstrategy.oci;

import java.io.IOException;

/** Has manifests and configs by their digests, such as a repository or a cache in front of it. */
public interface DocumentSource {

    /** A manifest or an index, which matches its digest. */
    byte[] manifest(Digest digest) throws IOException;

    /** A config, which matches its digest. */
    byte[] config(Digest digest) throws IOException;
}
