package io.github.dockerstrategy.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The manifest of an image for one platform: its config and its layers, bottom first. */
public final class Manifest implements AnyManifest {

    private final MediaType mediaType;
    private final Descriptor config;
    private final List<Descriptor> layers;
    private final byte[] bytes;

    private Manifest(MediaType mediaType, Descriptor config, List<Descriptor> layers, byte[] bytes) {
        this.mediaType = mediaType;
        this.config = config;
        this.layers = List.copyOf(layers);
        this.bytes = bytes.clone();
    }

    /** A manifest that is written here. */
    public static Manifest of(
            MediaType mediaType, Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
        JsonObject json = JsonObject.empty()
                .with("schemaVersion", 2)
                .with("mediaType", mediaType.name())
                .with("config", config.json().toMap())
                .with(
                        "layers",
                        layers.stream().map(layer -> layer.json().toMap()).toList())
                .withUnlessEmpty("annotations", annotations);
        return new Manifest(mediaType, config, layers, json.bytes());
    }

    /** Reads a manifest. */
    public static Manifest parse(byte[] bytes) throws InvalidImageException {
        return parse(JsonObject.parse(bytes, "its manifest"), bytes);
    }

    static Manifest parse(JsonObject json, byte[] bytes) throws InvalidImageException {
        List<Descriptor> layers = new ArrayList<>();
        for (JsonObject layer : json.objects("layers")) {
            layers.add(Descriptor.parse(layer, "a layer"));
        }
        MediaType mediaType = json.text("mediaType").map(MediaType::new).orElse(MediaType.OCI_MANIFEST);
        return new Manifest(mediaType, Descriptor.parse(json.object("config"), "its config"), layers, bytes);
    }

    @Override
    public MediaType mediaType() {
        return mediaType;
    }

    public Descriptor config() {
        return config;
    }

    public List<Descriptor> layers() {
        return layers;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
