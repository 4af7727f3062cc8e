package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.util.List;

/**
 * Finds out which layers were pushed, which jib does not tell.
 *
 * @param query asks the registry
 */
record PushedLayers(RegistryQuery query) {

    /** The layers of an image for {@code platform}, bottom first, all without a name. */
    List<LayerResult> inRegistry(ImageName pushed, Platform platform) throws IOException, RegistryException {
        try {
            return layers(query.forPlatform(query.manifest(pushed), platform)
                    .orElseThrow(() -> new IOException("the registry has another kind of manifest than was pushed")));
        } catch (CredentialRetrievalException e) {
            throw new IOException(e);
        }
    }

    private static List<LayerResult> layers(BuildableManifestTemplate manifest) {
        return manifest.getLayers().stream()
                .map(layer -> layer(layer.getDigest(), layer.getSize()))
                .toList();
    }

    private static LayerResult layer(DescriptorDigest digest, long size) {
        return new LayerResult("", digest.toString(), size);
    }
}
