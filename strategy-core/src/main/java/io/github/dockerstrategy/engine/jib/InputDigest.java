package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Everything that decides what an image will be, as one short text: another one as soon as anything of it is another. */
final class InputDigest {

    private final MessageDigest digest = Sha256.start();
    private final FileHashes files;

    /** @param files tells what is in a file */
    InputDigest(FileHashes files) {
        this.files = files;
    }

    /**
     * Adds a value: a record with all its components, also those that somebody will give it one day, a collection, a map, or what is
     * well told by its text.
     */
    InputDigest add(Object value) {
        if (value instanceof Record record) {
            addRecord(record);
        } else if (value instanceof Map<?, ?> map) {
            text("map " + map.size());
            map.forEach((key, one) -> add(key).add(one));
        } else if (value instanceof Optional<?> optional) {
            text(optional.isPresent() ? "some" : "none");
            optional.ifPresent(this::add);
        } else if (value instanceof Collection<?> values) {
            text("list " + values.size());
            values.forEach(this::add);
        } else {
            text(value.toString());
        }
        return this;
    }

    /** Adds a layout: where its files come from is not part of it, what is in them is. */
    InputDigest add(Layout layout) throws IOException {
        Map<Path, ZipFile> archives = new HashMap<>();
        try {
            for (Layer layer : layout.layers()) {
                text("layer " + layer.name() + " " + layer.entries().size());
                for (Entry entry : layer.entries()) {
                    text(entry.path().value());
                    Instant modified = entry.modified();
                    text(entry.mode() + " " + entry.owner() + " " + modified.getEpochSecond() + " "
                            + modified.getNano());
                    text(content(entry.content(), archives));
                }
            }
        } finally {
            for (ZipFile archive : archives.values()) {
                archive.close();
            }
        }
        return this;
    }

    /** Adds what is in a file. */
    InputDigest add(Path file) throws IOException {
        return text(files.of(file));
    }

    String hex() {
        return Sha256.hex(digest);
    }

    private String content(Content content, Map<Path, ZipFile> archives) throws IOException {
        if (content instanceof Content.Source source) {
            return "file " + files.of(source.file());
        }
        if (content instanceof Content.Zipped zipped) {
            ZipFile archive = archives.get(zipped.archive());
            if (archive == null) {
                archive = new ZipFile(zipped.archive().toFile());
                archives.put(zipped.archive(), archive);
            }
            ZipEntry member = archive.getEntry(zipped.member());
            return "member " + member.getCrc() + " " + member.getSize();
        }
        return content instanceof Content.Text text ? "text " + text.text() : "directory";
    }

    private void addRecord(Record value) {
        text(value.getClass().getName());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                text(component.getName()).add(component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + " of " + value.getClass(), e);
            }
        }
    }

    /** With its length: else "ab" and "c" would be "a" and "bc". */
    private InputDigest text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }
}
