package io.github.dockerstrategy.maven;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records as a person reads them: one value a line, by its path, paths relative to a folder. */
final class RecordText {

    private final StringBuilder text = new StringBuilder();
    private final String folder;

    private RecordText(Path folder) {
        this.folder = folder.toAbsolutePath().toString();
    }

    static String of(Record value, Path folder) {
        RecordText record = new RecordText(folder);
        record.append("", value);
        return record.text.toString();
    }

    private void append(String path, @Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            append(path, optional.orElse(null));
        } else if (value instanceof Record record && !isWord(record)) {
            components(path, record);
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, one) -> append(path + "." + key, one));
        } else if (value instanceof Collection<?> values && !values.isEmpty() && !(value instanceof Path)) {
            int number = 0;
            for (Object one : List.copyOf(values)) {
                append(path + "[" + number++ + "]", one);
            }
        } else {
            String shown = value == null ? "-" : value.toString().replace(folder, "${basedir}");
            text.append(path.substring(1)).append(" = ").append(shown).append('\n');
        }
    }

    /** Records with a text form of their own, such as ports and image names. */
    private static boolean isWord(Record record) {
        return !record.toString().startsWith(record.getClass().getSimpleName() + "[");
    }

    private void components(String path, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() == Supplier.class) {
                continue; // how a child Maven builds it differs from machine to machine, and has tests of its own
            }
            try {
                component.getAccessor().setAccessible(true);
                append(path + "." + component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        if (record.getClass().getRecordComponents().length == 0) {
            text.append(path.substring(1)).append(" = ").append(record).append('\n');
        }
    }
}
