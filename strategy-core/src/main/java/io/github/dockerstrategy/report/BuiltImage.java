package io.github.dockerstrategy.report;

import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.util.List;

/**
 * The image that an engine has put together.
 *
 * @param base what it was laid upon, with its digest where known
 * @param imageId digest of its configuration
 * @param imageDigest digest of its manifest; empty for an image that only a daemon without one has
 * @param layers all its layers, bottom first
 * @param size bytes of all layers: compressed, or as the daemon counts them where that is all that is known
 * @param pushed whether a registry has it now
 */
public record BuiltImage(
        String base, String imageId, String imageDigest, List<LayerResult> layers, long size, boolean pushed) {

    public BuiltImage {
        layers = List.copyOf(layers);
    }
}
