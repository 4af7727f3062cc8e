package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.BlobSource;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.DocumentSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A repository that is read, by way of its mirror where one is configured. A mirror that fails or lacks something is passed over. */
public final class PullRepository implements DocumentSource, BlobSource {

    private final RegistryClient origin;
    private final Optional<RegistryClient> mirror;
    private final BuildLog log;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    PullRepository(RegistryClient origin, Optional<RegistryClient> mirror, BuildLog log) {
        this.origin = origin;
        this.mirror = mirror;
        this.log = log;
    }

    /** The digest that a tag refers to; empty if there is no such tag. */
    public Optional<Digest> digest(String tag) throws IOException {
        return read(client -> {
            Optional<Digest> found = client.digest(tag);
            if (found.isEmpty() && !client.equals(origin)) {
                throw new RegistryException(
                        RegistryException.Kind.NOT_FOUND, "it has no " + client.repository() + ":" + tag);
            }
            return found;
        });
    }

    @Override
    public byte[] manifest(Digest digest) throws IOException {
        return read(client -> client.manifest(digest));
    }

    @Override
    public byte[] config(Digest digest) throws IOException {
        return read(client -> client.config(digest));
    }

    @Override
    public InputStream open(Descriptor blob) throws IOException {
        return read(client -> client.open(blob));
    }

    private interface Request<T> {
        T to(RegistryClient client) throws IOException;
    }

    private <T> T read(Request<T> request) throws IOException {
        if (mirror.isPresent() && !hasFailed.get()) {
            try {
                return request.to(mirror.get());
            } catch (IOException e) {
                passOver(mirror.get(), e);
            }
        }
        return request.to(origin);
    }

    private void passOver(RegistryClient failed, IOException why) {
        if (!hasFailed.getAndSet(true)) {
            log.mirrorFailed(failed.connection().host(), origin.connection().host(), String.valueOf(why.getMessage()));
        }
    }
}
