package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.Entry.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What layers will be, each as one short text: the same for the same files, wherever they come from and whenever they were written. Of
 * each file's content it has the SHA-256, and nothing that could be the same for two contents.
 *
 * @param keys one for each layer
 */
public record LayerContentKeys(List<String> keys) {

    public LayerContentKeys {
        keys = List.copyOf(keys);
    }

    /** Those of a layout. */
    public static LayerContentKeys of(Layout layout, FileHashCache files) throws IOException {
        List<String> keys = new ArrayList<>();
        try (OpenArchives archives = new OpenArchives()) {
            for (Layer layer : layout.layers()) {
                keys.add(of(layer, files, archives));
            }
        }
        return new LayerContentKeys(keys);
    }

    private static String of(Layer layer, FileHashCache files, OpenArchives archives) throws IOException {
        Map<ContainerPath, String> hashes = new HashMap<>();
        for (Entry entry : layer.entries()) {
            if (entry.content() instanceof Content.Source source) {
                hashes.put(entry.path(), files.of(source.file()));
            } else if (entry.content() instanceof Content.Zipped zipped) {
                hashes.put(
                        entry.path(), files.ofMember(zipped.archive(), zipped.member(), () -> archives.read(zipped)));
            } else if (entry.content() instanceof Content.Made made) {
                MessageDigest digest = Sha256.start();
                digest.update(made.bytes());
                hashes.put(entry.path(), Sha256.hex(digest));
            }
        }
        return of(layer, hashes);
    }

    /**
     * That of a layer whose contents are known.
     *
     * @param hashes SHA-256 of each file's content
     */
    public static String of(Layer layer, Map<ContainerPath, String> hashes) {
        MessageDigest digest = Sha256.start();
        for (Entry entry : layer.entries()) {
            Instant modified = entry.modified();
            text(digest, entry.path().value());
            text(
                    digest,
                    entry.mode() + " " + entry.owner() + " " + modified.getEpochSecond() + " " + modified.getNano());
            text(digest, hashes.getOrDefault(entry.path(), "directory"));
        }
        return Sha256.hex(digest);
    }

    /** With its length: else "ab" and "c" would be "a" and "bc". */
    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
