package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Manifests and configurations of base images, each in a file named by its digest, which is computed again whenever it is read. Names of
 * bases are kept beside them, with the digest that each stands for.
 *
 * @param folder where they are kept
 */
public record DocumentStore(Path folder) {

    /** The document of that digest; one that is damaged counts as absent. */
    public Optional<byte[]> find(String digest) {
        try {
            byte[] bytes = Files.readAllBytes(file(digest));
            return Image.digest(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a document, and gives its digest. */
    public String keep(byte[] document) throws IOException {
        String digest = Image.digest(document);
        new AtomicFile(file(digest)).write(document);
        return digest;
    }

    /** The digest that a name stood for when it was last seen. */
    public Optional<String> digest(String name) {
        try {
            String digest = Files.readString(nameFile(name)).strip();
            LayerStore.hex(digest);
            return Optional.of(digest);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keeps what a name stands for. */
    public void keepName(String name, String digest) throws IOException {
        new AtomicFile(nameFile(name)).write(digest);
    }

    private Path file(String digest) {
        return folder.resolve(LayerStore.hex(digest));
    }

    private Path nameFile(String name) {
        return folder.resolve("name-" + Sha256.hex(name));
    }
}
