package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageConfig;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Manifest;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.store.DocumentStore;
import io.github.dockerstrategy.oci.store.LayerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of base images: their documents and layers, the digests that their tags had, and the Java versions that they state.
 *
 * @param folder the cache
 */
record BaseImageCache(Path folder) {

    private static final int NAME_LENGTH = 40;

    LayerStore layers() {
        return new LayerStore(folder);
    }

    DocumentStore documents() {
        return new DocumentStore(folder.resolve("documents"));
    }

    /** Notes what a tag refers to, for builds without a network. */
    void rememberTag(ImageReference named, ImageReference pinned) throws IOException {
        Digest digest = pinned.digest().orElseThrow();
        if (named.digest().isEmpty() && !digestOf(named).equals(Optional.of(digest))) {
            documents().addName(key(named), digest);
        }
    }

    /** The name with the digest that its tag had in the last build with a network; empty if there was none. */
    Optional<ImageReference> pinned(ImageReference named) {
        return named.digest().isPresent() ? Optional.of(named) : digestOf(named).map(named::withDigest);
    }

    private Optional<Digest> digestOf(ImageReference named) {
        return documents().digest(key(named));
    }

    private static String key(ImageReference named) {
        return "tag " + named;
    }

    /** An image that was read from an archive or an engine, if its documents are still here. */
    Optional<Image> image(String key) throws InvalidImageException {
        Optional<byte[]> found = documents().digest(key).flatMap(documents()::find);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Manifest manifest = Manifest.parse(found.get());
        Optional<byte[]> config = documents().find(manifest.config().digest());
        return config.isPresent() ? Optional.of(Image.of(manifest, ImageConfig.parse(config.get()))) : Optional.empty();
    }

    void rememberImage(String key, Image image) throws IOException {
        documents().add(image.config().bytes());
        documents().add(image.manifest().bytes());
        documents().addName(key, image.digest());
    }

    /** The Java version that an image states, which may be empty; absent if the image was not read yet. */
    Optional<String> javaVersion(ImageReference pinned, Platform platform) {
        return new CacheNote(javaVersionFile(pinned, platform)).read();
    }

    void rememberJavaVersion(ImageReference pinned, Platform platform, String version) {
        new CacheNote(javaVersionFile(pinned, platform)).write(version);
    }

    private Path javaVersionFile(ImageReference pinned, Platform platform) {
        String key = pinned.digest().orElseThrow() + " " + platform;
        return folder.resolve("java").resolve(Sha256.hex(key).substring(0, NAME_LENGTH));
    }
}
