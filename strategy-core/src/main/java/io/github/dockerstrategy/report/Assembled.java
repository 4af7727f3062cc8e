package io.github.dockerstrategy.report;

import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.util.List;

/**
 * The image that an engine has put together.
 *
 * @param base what it was laid upon, with its digest where known
 * @param imageId digest of its configuration
 * @param imageDigest digest of its manifest
 * @param layers all its layers, bottom first
 * @param pushed whether a registry has it now
 */
public record Assembled(String base, String imageId, String imageDigest, List<LayerResult> layers, boolean pushed) {

    public Assembled {
        layers = List.copyOf(layers);
    }
}
