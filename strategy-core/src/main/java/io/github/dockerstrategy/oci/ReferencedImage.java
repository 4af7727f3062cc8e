package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;
import static io.github.dockerstrategy.oci.InvalidImageException.mismatch;

import java.io.IOException;

/**
 * An image that a digest refers to, directly or by an index.
 *
 * @param documents has its documents
 * @param digest of its manifest or index
 */
public record ReferencedImage(DocumentSource documents, Digest digest) implements ImageSource {

    private static final int LARGEST_CONFIG = 8 << 20;

    @Override
    public Image read(Platform platform) throws IOException {
        AnyManifest found = AnyManifest.parse(documents.manifest(digest));
        if (found instanceof Index index) {
            Descriptor entry = index.select(platform);
            found = AnyManifest.parse(sized(entry, documents.manifest(entry.digest())));
        }
        if (!(found instanceof Manifest manifest)) {
            throw malformed("its indexes are nested");
        }
        Descriptor config = manifest.config();
        if (config.size() > LARGEST_CONFIG) {
            throw malformed("its config has " + config.size() + " bytes, more than " + LARGEST_CONFIG);
        }
        return Image.of(manifest, ImageConfig.parse(sized(config, documents.config(config.digest()))));
    }

    private static byte[] sized(Descriptor descriptor, byte[] bytes) throws InvalidImageException {
        if (bytes.length != descriptor.size()) {
            throw mismatch(
                    descriptor.digest() + " is declared with " + descriptor.size() + " bytes, but has " + bytes.length);
        }
        return bytes;
    }
}
