package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Everything that decides what an image will be, as one short text: another one as soon as anything of it is another. */
final class InputDigest {

    private final MessageDigest digest = Sha256.start();
    private final FileHashCache files;

    /** @param files tells what is in a file */
    InputDigest(FileHashCache files) {
        this.files = files;
    }

    /**
     * Adds a value: a record with all its components, also future ones, a collection, a map, or what is
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

    /** Adds layers: their names, and what will be in them. */
    InputDigest add(Layout layout, LayerContentKeys keys) {
        layout.layers().forEach(layer -> text("layer " + layer.name()));
        keys.keys().forEach(this::text);
        return this;
    }

    /** Adds what is in a file. */
    InputDigest add(Path file) throws IOException {
        return text(files.of(file));
    }

    String hex() {
        return Sha256.hex(digest);
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
