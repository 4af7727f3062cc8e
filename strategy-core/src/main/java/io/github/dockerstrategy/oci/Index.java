package io.github.dockerstrategy.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An index: the manifests of one image for several platforms. */
public final class Index implements AnyManifest {

    private final MediaType mediaType;
    private final List<Descriptor> manifests;
    private final byte[] bytes;

    private Index(MediaType mediaType, List<Descriptor> manifests, byte[] bytes) {
        this.mediaType = mediaType;
        this.manifests = List.copyOf(manifests);
        this.bytes = bytes.clone();
    }

    /** An index that is written here, with its manifests in this order. */
    public static Index of(MediaType mediaType, List<Descriptor> manifests, Map<String, String> annotations) {
        JsonObject json =
                json(manifests).with("mediaType", mediaType.name()).withUnlessEmpty("annotations", annotations);
        return new Index(mediaType, manifests, json.bytes());
    }

    /** The index of an OCI image layout, which states no media type. */
    public static Index ofLayout(List<Descriptor> manifests) {
        return new Index(MediaType.OCI_INDEX, manifests, json(manifests).bytes());
    }

    /** Reads an index. */
    public static Index parse(byte[] bytes) throws InvalidImageException {
        return parse(JsonObject.parse(bytes, "its index"), bytes);
    }

    static Index parse(JsonObject json, byte[] bytes) throws InvalidImageException {
        List<Descriptor> manifests = new ArrayList<>();
        for (JsonObject manifest : json.objects("manifests")) {
            manifests.add(Descriptor.parse(manifest, "a manifest of its index"));
        }
        MediaType mediaType = json.text("mediaType").map(MediaType::new).orElse(MediaType.OCI_INDEX);
        return new Index(mediaType, manifests, bytes);
    }

    private static JsonObject json(List<Descriptor> manifests) {
        return JsonObject.empty()
                .with("schemaVersion", 2)
                .with(
                        "manifests",
                        manifests.stream()
                                .map(manifest -> manifest.json().toMap())
                                .toList());
    }

    @Override
    public MediaType mediaType() {
        return mediaType;
    }

    public List<Descriptor> manifests() {
        return manifests;
    }

    /** The manifest for {@code platform}. */
    public Descriptor select(Platform platform) throws InvalidImageException {
        return manifests.stream()
                .filter(one -> one.platform().filter(platform::isSameAs).isPresent())
                .findFirst()
                .orElseThrow(() -> new InvalidImageException(
                        InvalidImageException.Kind.OTHER_PLATFORM,
                        "has no image for " + platform + "; it has: " + platforms()));
    }

    private String platforms() {
        return manifests.stream()
                .map(Descriptor::platform)
                .flatMap(Optional::stream)
                .filter(platform -> !platform.os().equals("unknown"))
                .map(Platform::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
