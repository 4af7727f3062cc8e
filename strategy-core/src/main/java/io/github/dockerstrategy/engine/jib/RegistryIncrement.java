package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Pushes what a registry lacks to one that has the last build's image: what that is made of, the repository has, as long as it has the image,
 * so nothing of it is asked for.
 *
 * @param query how the registry is reached
 */
record RegistryIncrement(RegistryQuery query) {

    private record Upload(com.google.cloud.tools.jib.api.DescriptorDigest digest, Blob blob) {}

    /** @return whether it could be done: not if the registry may lack something of the base */
    boolean push(PreparedImage image, ImageSpec spec, Assembled before)
            throws IOException, RegistryException, CredentialRetrievalException, InterruptedException {
        Set<String> there = before.layers().stream().map(LayerResult::digest).collect(Collectors.toSet());
        List<Upload> uploads = new ArrayList<>();
        for (String digest : image.layers()) {
            CachedLayer layer = image.own().get(digest);
            if (layer == null && !there.contains(digest)) {
                return false;
            }
            if (layer != null && there.add(digest)) {
                uploads.add(new Upload(layer.getDigest(), layer.getBlob()));
            }
        }
        if (!image.id().equals(before.imageId())) {
            uploads.add(new Upload(
                    image.manifest().getContainerConfiguration().getDigest(),
                    Blobs.from(stream -> stream.write(image.configuration()), true)));
        }
        query.push(spec.name(), client -> {
            uploadAll(client, uploads);
            for (String tag : spec.allTags()) {
                client.pushManifest(image.manifest(), tag);
            }
            return image.digest();
        });
        return true;
    }

    private static void uploadAll(RegistryClient client, List<Upload> uploads) throws IOException, RegistryException {
        try {
            new Parallel()
                    .map(
                            uploads,
                            upload -> client.checkBlob(upload.digest()).isPresent()
                                    || client.pushBlob(upload.digest(), upload.blob(), null, bytes -> {}));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistryException failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        }
    }
}
