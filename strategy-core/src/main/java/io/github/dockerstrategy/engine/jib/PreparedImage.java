package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.hash.Digests;
import com.google.cloud.tools.jib.image.Image;
import com.google.cloud.tools.jib.image.LayerPropertyNotFoundException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ImageToJsonTranslator;
import com.google.cloud.tools.jib.json.JsonTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An image as its parts, byte for byte those that a run of jib would make, but nowhere yet.
 *
 * @param image the image in jib's terms
 * @param own the layers above the base, whose bytes lie in the cache, by digest
 * @param template its configuration, in jib's terms
 * @param manifest its manifest
 */
record PreparedImage(
        Image image, Map<String, CachedLayer> own, JsonTemplate template, BuildableManifestTemplate manifest) {

    static PreparedImage of(Image image, List<CachedLayer> layers, Class<? extends BuildableManifestTemplate> format)
            throws IOException {
        ImageToJsonTranslator translator = new ImageToJsonTranslator(image);
        JsonTemplate configuration = translator.getContainerConfiguration();
        BlobDescriptor descriptor = Digests.computeDigest(configuration);
        Map<String, CachedLayer> own = new LinkedHashMap<>();
        layers.forEach(layer -> own.put(layer.getDigest().toString(), layer));
        return new PreparedImage(image, own, configuration, translator.getManifestTemplate(format, descriptor));
    }

    /** The bytes of the configuration. */
    byte[] configuration() throws IOException {
        return JsonTemplateMapper.toByteArray(template);
    }

    /** Digest of the configuration. */
    String id() {
        return manifest.getContainerConfiguration().getDigest().toString();
    }

    /** Digest of the manifest. */
    String digest() throws IOException {
        return Digests.computeJsonDigest(manifest).toString();
    }

    /** A layer above the base. */
    CachedLayer ownLayer(String digest) {
        return Objects.requireNonNull(own.get(digest), digest);
    }

    /** Digests of all layers, packed, bottom first. */
    List<String> layers() {
        return manifest.getLayers().stream()
                .map(layer -> layer.getDigest().toString())
                .toList();
    }

    /** Digests of all layers, unpacked, bottom first. */
    List<String> diffIds() throws IOException {
        List<String> ids = new ArrayList<>();
        for (com.google.cloud.tools.jib.image.Layer layer : image.getLayers()) {
            try {
                ids.add(layer.getDiffId().toString());
            } catch (LayerPropertyNotFoundException e) {
                throw new IOException(e);
            }
        }
        return ids;
    }

    /** What a build tells of it. */
    Assembled assembled(BaseImage base, Layout layout, boolean pushed) throws IOException {
        List<LayerResult> results = new ArrayList<>();
        int below = manifest.getLayers().size() - layout.layers().size();
        List<String> names = layout.layers().stream().map(Layer::name).toList();
        for (int i = 0; i < manifest.getLayers().size(); i++) {
            var layer = manifest.getLayers().get(i);
            results.add(new LayerResult(
                    i < below ? "" : names.get(i - below), layer.getDigest().toString(), layer.getSize()));
        }
        long size = results.stream().mapToLong(LayerResult::size).sum();
        return new Assembled(base.toString(), id(), digest(), results, size, pushed);
    }
}
