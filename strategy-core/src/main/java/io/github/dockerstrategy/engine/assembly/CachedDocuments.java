package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.DocumentSource;
import io.github.dockerstrategy.oci.store.DocumentStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Documents that are stored once they were read.
 *
 * @param store has those that were read
 * @param source has the others; asked for only then
 */
record CachedDocuments(DocumentStore store, Supplier<? extends DocumentSource> source) implements DocumentSource {

    @Override
    public byte[] manifest(Digest digest) throws IOException {
        Optional<byte[]> known = store.find(digest);
        return known.isPresent() ? known.get() : stored(source.get().manifest(digest));
    }

    @Override
    public byte[] config(Digest digest) throws IOException {
        Optional<byte[]> known = store.find(digest);
        return known.isPresent() ? known.get() : stored(source.get().config(digest));
    }

    private byte[] stored(byte[] document) throws IOException {
        store.add(document);
        return document;
    }
}
