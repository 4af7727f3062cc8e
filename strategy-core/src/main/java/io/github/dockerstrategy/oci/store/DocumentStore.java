package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Manifests and configs, each in a file named by its digest, which is computed again whenever the file is read. Names are kept beside
 * them, with the digest that each refers to.
 *
 * @param folder the folder of all files
 */
public record DocumentStore(Path folder) {

    /** The document with that digest; a damaged one counts as absent. */
    public Optional<byte[]> find(Digest digest) {
        try {
            byte[] bytes = Files.readAllBytes(file(digest));
            return Digest.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Stores a document. */
    public void add(byte[] document) throws IOException {
        new AtomicFile(file(Digest.of(document))).write(document);
    }

    /** The digest that a name referred to when it was last stored. */
    public Optional<Digest> digest(String name) {
        try {
            return Digest.parse(Files.readString(nameFile(name)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Stores what a name refers to. */
    public void addName(String name, Digest digest) throws IOException {
        new AtomicFile(nameFile(name)).write(digest.toString());
    }

    private Path file(Digest digest) {
        return folder.resolve(digest.hex());
    }

    private Path nameFile(String name) {
        return folder.resolve("name-" + Sha256.hex(name));
    }
}
