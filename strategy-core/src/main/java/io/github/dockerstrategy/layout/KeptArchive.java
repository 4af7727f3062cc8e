package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.project.FileLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The archive of a layer, kept from one build to the next with what it was made of: the same again is not packed again, and has the same
 * time, by which builders see that they have it already.
 *
 * @param folder where archives are kept
 * @param layer the layer; all of its contents are files of the host, whose path, size and time tell of their contents
 */
record KeptArchive(Path folder, Layer layer) {

    private static final String ARCHIVE = ".tar";
    private static final String INPUTS = ".inputs";

    /** Writes an archive. */
    @FunctionalInterface
    interface Packer {
        void pack(Layer layer, Path archive) throws IOException;
    }

    /** Whether {@code file}, one of the folder's, belongs to a layer of that name. */
    static boolean isOf(Path file, String name) {
        String fileName = String.valueOf(file.getFileName());
        return fileName.equals(name + ARCHIVE) || fileName.equals(name + INPUTS);
    }

    /** Puts it into another folder. */
    void into(Path other, Packer packer) throws IOException {
        Path archive = folder.resolve(layer.name() + ARCHIVE);
        Path inputs = folder.resolve(layer.name() + INPUTS);
        String digest = digest();
        if (!Files.isRegularFile(archive)
                || !Files.isRegularFile(inputs)
                || !Files.readString(inputs).equals(digest)) {
            Files.createDirectories(folder);
            Files.deleteIfExists(inputs);
            // Never written over: what lies in a context is the same file.
            Path partial = folder.resolve(layer.name() + ".partial");
            packer.pack(layer, partial);
            Files.move(partial, archive, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(inputs, digest);
        }
        new FileLink(archive).replace(other.resolve(layer.name() + ARCHIVE));
    }

    private String digest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Entry entry : layer.entries()) {
            text.append(entry.path())
                    .append('\0')
                    .append(entry.mode())
                    .append(' ')
                    .append(entry.owner());
            text.append(' ').append(entry.modified());
            if (entry.content() instanceof Entry.Content.Source source) {
                text.append(' ').append(Files.size(source.file()));
                text.append(' ').append(Files.getLastModifiedTime(source.file()));
                text.append(' ').append(source.file());
            }
            text.append('\n');
        }
        return Sha256.hex(text.toString());
    }
}
