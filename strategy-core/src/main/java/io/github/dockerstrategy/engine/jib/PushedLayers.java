package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which layers were pushed, which jib does not tell.
 *
 * @param bases what jib knows of base images
 * @param query asks the registry, where jib's cache does not know
 */
record PushedLayers(BaseCache bases, RegistryQuery query) {

    /** The layers of an image on {@code base} for {@code platform}, bottom first, all without a name. */
    List<LayerResult> of(ImageName pushed, BaseImage base, Platform platform, List<PackedLayer> own)
            throws IOException, RegistryException {
        Optional<List<LayerResult>> below = base(base, platform);
        if (below.isEmpty()) {
            return inRegistry(pushed, platform);
        }
        List<LayerResult> layers = new ArrayList<>(below.get());
        own.forEach(layer -> layers.add(new LayerResult("", layer.digest(), layer.size())));
        return layers;
    }

    private Optional<List<LayerResult>> base(BaseImage base, Platform platform) {
        if (base instanceof BaseImage.Registry registry) {
            return bases.find(registry.name(), platform).map(found -> layers(found.manifest()));
        }
        return base instanceof BaseImage.Tar || base instanceof BaseImage.Daemon
                ? Optional.empty()
                : Optional.of(List.of());
    }

    /** The same, asked from the registry. */
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
