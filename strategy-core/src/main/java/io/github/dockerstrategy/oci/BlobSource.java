package io.github.dockerstrategy.oci;

import java.io.IOException;
import java.io.InputStream;

/** Has content by its digest, such as a repository. */
@FunctionalInterface
public interface BlobSource {

    /** Opens the content. Whether it matches its descriptor is still to be checked. */
    InputStream open(Descriptor blob) throws IOException;
}
