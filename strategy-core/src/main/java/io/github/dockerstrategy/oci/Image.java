package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;
import static io.github.dockerstrategy.oci.InvalidImageException.mismatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image for one platform: manifest, config and layers, without the layers' bytes. It belongs to no registry, archive or engine:
 * an {@link ImageSource} reads it there, an {@link ImageSink} writes it there.
 */
public final class Image {

    private final Manifest manifest;
    private final ImageConfig config;
    private final List<Layer> layers;

    private Image(Manifest manifest, ImageConfig config) throws InvalidImageException {
        this.manifest = manifest;
        this.config = config;
        this.layers = List.copyOf(layers(manifest, config.diffIds()));
    }

    /**
     * An image that was read.
     *
     * @throws InvalidImageException if manifest and config do not belong together, or a layer has a media type that cannot be read
     */
    public static Image of(Manifest manifest, ImageConfig config) throws InvalidImageException {
        byte[] bytes = config.bytes();
        if (bytes.length != manifest.config().size()
                || !config.digest().equals(manifest.config().digest())) {
            throw mismatch("its manifest names the config " + manifest.config().digest() + " with "
                    + manifest.config().size() + " bytes, but it is " + config.digest() + " with " + bytes.length);
        }
        return new Image(manifest, config);
    }

    /**
     * An image that is made here.
     *
     * @param config has the diff IDs of {@code layers}
     * @param layers bottom first
     * @param annotations of its manifest
     */
    public static Image of(
            ImageFormat format, ImageConfig config, List<Layer> layers, Map<String, String> annotations) {
        Descriptor descriptor = Descriptor.of(MediaType.config(format), config.bytes());
        List<Descriptor> descriptors =
                layers.stream().map(layer -> layer.in(format).descriptor()).toList();
        try {
            return new Image(Manifest.of(MediaType.manifest(format), descriptor, descriptors, annotations), config);
        } catch (InvalidImageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An image that is made here, without annotations. */
    public static Image of(ImageFormat format, ImageConfig config, List<Layer> layers) {
        return of(format, config, layers, Map.of());
    }

    /** An image without layers, as {@code FROM scratch} has it. */
    public static Image empty(Platform platform) {
        return of(ImageFormat.OCI, ImageConfig.empty(platform), List.of());
    }

    private static List<Layer> layers(Manifest manifest, List<Digest> diffIds) throws InvalidImageException {
        List<Descriptor> descriptors = manifest.layers();
        if (descriptors.size() != diffIds.size()) {
            throw malformed(
                    "its manifest has " + descriptors.size() + " layers, its config " + diffIds.size() + " diff IDs");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < descriptors.size(); i++) {
            Descriptor descriptor = descriptors.get(i);
            if (descriptor.mediaType().compression().isEmpty()) {
                throw new InvalidImageException(
                        InvalidImageException.Kind.UNSUPPORTED_LAYER,
                        "has a layer of the media type " + descriptor.mediaType() + ", which is not supported: "
                                + descriptor.digest());
            }
            layers.add(new Layer(descriptor, diffIds.get(i)));
        }
        return layers;
    }

    public Manifest manifest() {
        return manifest;
    }

    public ImageConfig config() {
        return config;
    }

    /** Its layers, bottom first. */
    public List<Layer> layers() {
        return layers;
    }

    /** Digest of the manifest, by which registries know the image. */
    public Digest digest() {
        return manifest.digest();
    }

    /** Digest of the config, by which engines know the image. */
    public Digest id() {
        return manifest.config().digest();
    }
}
