package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileLink;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The archive of a layer, kept from one build to the next with what it was made of: the same again is not packed again, and has the same
 * time, by which builders see that they have it already.
 *
 * @param folder where archives are kept
 * @param layer the layer
 */
record KeptArchive(Path folder, Layer layer) {

    private static final String ARCHIVE = ".tar";
    private static final String INPUTS = ".inputs";

    /** Writes an archive. */
    @FunctionalInterface
    interface Packer {
        /** @return SHA-256 of each file's content as it was packed */
        Map<ContainerPath, String> pack(Layer layer, Path archive) throws IOException;
    }

    /** Whether {@code file}, one of the folder's, belongs to a layer of that name. */
    static boolean isOf(Path file, String name) {
        String fileName = String.valueOf(file.getFileName());
        return fileName.equals(name + ARCHIVE) || fileName.equals(name + INPUTS);
    }

    /**
     * Puts it into another folder.
     *
     * @param key that of the layer
     */
    void into(Path other, String key, Packer packer) throws IOException {
        Path archive = folder.resolve(layer.name() + ARCHIVE);
        Path inputs = folder.resolve(layer.name() + INPUTS);
        CacheNote note = new CacheNote(inputs);
        if (!Files.isRegularFile(archive) || !note.read().equals(Optional.of(note(key, archive)))) {
            Files.createDirectories(folder);
            Files.deleteIfExists(inputs);
            // Never overwritten: a file in a context may be a link to it.
            Path partial = folder.resolve(layer.name() + ".partial");
            try {
                String packed = LayerContentKeys.of(layer, packer.pack(layer, partial));
                Files.move(partial, archive, StandardCopyOption.REPLACE_EXISTING);
                note.write(note(packed, archive));
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        new FileLink(archive).replace(other.resolve(layer.name() + ARCHIVE));
    }

    /** With the archive's own hash: it has lain where anything may have happened to it. */
    private static String note(String key, Path archive) throws IOException {
        return key + " " + Sha256.hex(archive);
    }
}
