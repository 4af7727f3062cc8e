package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The config of an image: its platform, what its containers run, the diff IDs of its layers and its history.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">the image specification</a>
 */
public final class ImageConfig {

    private static final String WHAT = "its config";
    private static final String CREATED = "created";
    private static final String AUTHOR = "author";
    private static final String ARCHITECTURE = "architecture";
    private static final String OS = "os";
    private static final String VARIANT = "variant";
    private static final String CONFIG = "config";
    private static final String HISTORY = "history";
    private static final String ROOTFS = "rootfs";
    private static final String DIFF_IDS = "diff_ids";

    /** What is true of images on top of this one, too. */
    private static final List<String> INHERITED =
            List.of(AUTHOR, ARCHITECTURE, OS, "os.version", "os.features", VARIANT);

    private final JsonObject json;
    private final byte[] bytes;
    private final ExecutionParameters parameters;
    private final List<Digest> diffIds;
    private final List<HistoryEntry> history;

    private ImageConfig(JsonObject json, byte[] bytes) throws InvalidImageException {
        this.json = json;
        this.bytes = bytes.clone();
        this.parameters = ExecutionParameters.parse(json.object(CONFIG));
        this.diffIds = List.copyOf(diffIds(json));
        this.history = List.copyOf(history(json));
        for (String name : List.of(OS, ARCHITECTURE, VARIANT)) {
            json.text(name);
        }
    }

    /** Reads and checks a config. */
    public static ImageConfig parse(byte[] bytes) throws InvalidImageException {
        return new ImageConfig(JsonObject.parse(bytes, WHAT), bytes);
    }

    /** The config of an image without layers. */
    public static ImageConfig empty(Platform platform) {
        return checked(platform.json());
    }

    /**
     * The config of an image on top of this one's.
     *
     * @param created when the image was created
     * @param derivedParameters what its containers run
     * @param allDiffIds diff IDs of all its layers
     * @param allHistory its whole history
     */
    public ImageConfig derive(
            Instant created,
            ExecutionParameters derivedParameters,
            List<Digest> allDiffIds,
            List<HistoryEntry> allHistory) {
        JsonObject derived = JsonObject.empty().with(CREATED, created.toString());
        JsonObject platform = json.has(OS) && json.has(ARCHITECTURE) ? json : usualPlatform();
        for (String name : INHERITED) {
            derived = derived.withFieldOf(platform, name);
        }
        JsonObject rootfs = JsonObject.empty()
                .with("type", "layers")
                .with(DIFF_IDS, allDiffIds.stream().map(Digest::toString).toList());
        return checked(derived.with(CONFIG, derivedParameters.json().toMap())
                .with(ROOTFS, rootfs.toMap())
                .with(
                        HISTORY,
                        allHistory.stream().map(entry -> entry.json().toMap()).toList()));
    }

    /** Old images do not say what they are for. */
    private JsonObject usualPlatform() {
        JsonObject named = json.has(OS) ? json : json.with(OS, Platform.LINUX_AMD64.os());
        return named.has(ARCHITECTURE) ? named : named.with(ARCHITECTURE, Platform.LINUX_AMD64.architecture());
    }

    /** Its platform. What it does not state, and a variant that was not asked for, is as in {@code wanted}. */
    public Platform platform(Platform wanted) {
        return new Platform(
                text(OS).orElse(wanted.os()),
                text(ARCHITECTURE).orElse(wanted.architecture()),
                wanted.variant().map(variant -> text(VARIANT).orElse(variant)));
    }

    public ExecutionParameters parameters() {
        return parameters;
    }

    /** Digests of its decompressed layers, bottom first. */
    public List<Digest> diffIds() {
        return diffIds;
    }

    public List<HistoryEntry> history() {
        return history;
    }

    /** The document, byte for byte. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Digest digest() {
        return Digest.of(bytes);
    }

    private Optional<String> text(String name) {
        try {
            return json.text(name).filter(text -> !text.isEmpty());
        } catch (InvalidImageException e) {
            throw new IllegalStateException(e); // It was checked when it was parsed.
        }
    }

    private static List<Digest> diffIds(JsonObject json) throws InvalidImageException {
        List<Digest> digests = new ArrayList<>();
        for (String text : json.object(ROOTFS).texts(DIFF_IDS)) {
            digests.add(Digest.parse(text)
                    .orElseThrow(() -> malformed("its diff ID '" + text + "' is not a sha256 digest")));
        }
        return digests;
    }

    private static List<HistoryEntry> history(JsonObject json) throws InvalidImageException {
        List<HistoryEntry> entries = new ArrayList<>();
        for (JsonObject entry : json.objects(HISTORY)) {
            entries.add(HistoryEntry.parse(entry));
        }
        return entries;
    }

    private static ImageConfig checked(JsonObject json) {
        try {
            return new ImageConfig(json, json.bytes());
        } catch (InvalidImageException e) {
            throw new IllegalStateException("a config that was written here is not valid", e);
        }
    }
}
