package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.OpenArchives;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;

/**
 * What layers will be, each as one short text: the same for the same files, wherever they come from and whenever they were written.
 *
 * @param keys one for each layer
 * @param files has told what is in the files
 */
public record LayerKeys(List<String> keys, FileHashes files) {

    public LayerKeys {
        keys = List.copyOf(keys);
    }

    /** Those of a layout. */
    public static LayerKeys of(Layout layout, FileHashes files) throws IOException {
        List<String> keys = new ArrayList<>();
        try (OpenArchives archives = new OpenArchives()) {
            for (Layer layer : layout.layers()) {
                MessageDigest digest = Sha256.start();
                for (Entry entry : layer.entries()) {
                    Instant modified = entry.modified();
                    text(digest, entry.path().value());
                    text(
                            digest,
                            entry.mode() + " " + entry.owner() + " " + modified.getEpochSecond() + " "
                                    + modified.getNano());
                    text(digest, content(entry.content(), files, archives));
                }
                keys.add(Sha256.hex(digest));
            }
        }
        return new LayerKeys(keys, files);
    }

    /** Whether the files are still those that the key was made of. */
    boolean stillHold(Layer layer) throws IOException {
        for (Entry entry : layer.entries()) {
            boolean holds = !(entry.content() instanceof Content.Source source) || files.isStill(source.file());
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static String content(Content content, FileHashes files, OpenArchives archives) throws IOException {
        if (content instanceof Content.Source source) {
            return "file " + files.of(source.file());
        }
        if (content instanceof Content.Zipped zipped) {
            ZipEntry member = archives.member(zipped);
            return "member " + member.getCrc() + " " + member.getSize();
        }
        if (content instanceof Content.EmptyJar jar) {
            return "jar of " + jar.manifest();
        }
        return content instanceof Content.Text text ? "text " + text.text() : "directory";
    }

    /** With its length: else "ab" and "c" would be "a" and "bc". */
    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
