package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object in one of an image's documents, with its fields in order. The values below it read it field by field; fields without a
 * name in the specification are kept.
 */
final class JsonObject {

    private static final String ITEMS = "the list";

    /** Its place, for messages. */
    private final String place;

    private final Map<String, @Nullable Object> fields;

    private JsonObject(String place, Map<String, @Nullable Object> fields) {
        this.place = place;
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** An object without fields. */
    static JsonObject empty() {
        return new JsonObject("", Map.of());
    }

    /**
     * Reads a document.
     *
     * @param what its name in messages
     */
    static JsonObject parse(byte[] bytes, String what) throws InvalidImageException {
        try {
            return new JsonObject(what, Json.object(bytes));
        } catch (IOException e) {
            throw malformed(what + " is not a JSON object, or nested too deeply");
        }
    }

    /** Reads a document that is a list of objects. */
    static List<JsonObject> parseList(byte[] bytes, String what) throws InvalidImageException {
        try {
            JsonObject list = new JsonObject(what, Collections.singletonMap(ITEMS, Json.read(bytes)));
            return list.objects(ITEMS);
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException e) {
            throw malformed(what + " is not JSON, or nested too deeply");
        }
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** A text; absent and null are the same. */
    Optional<String> text(String name) throws InvalidImageException {
        Object value = fields.get(name);
        if (value != null && !(value instanceof String)) {
            throw malformed(nameOf(name) + " is not a string");
        }
        return Optional.ofNullable((String) value);
    }

    /** A whole number. */
    Optional<Long> number(String name) {
        return fields.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** The value of a field as JSON has it, for messages. */
    String shown(String name) {
        return String.valueOf(fields.get(name));
    }

    /** An object; one without fields if it is absent. */
    JsonObject object(String name) throws InvalidImageException {
        return object(nameOf(name), fields.get(name));
    }

    /** A list of objects. */
    List<JsonObject> objects(String name) throws InvalidImageException {
        List<JsonObject> objects = new ArrayList<>();
        for (Object one : list(name)) {
            objects.add(object("an entry of " + nameOf(name), one));
        }
        return objects;
    }

    /** A list of texts. */
    List<String> texts(String name) throws InvalidImageException {
        List<String> texts = new ArrayList<>();
        for (Object one : list(name)) {
            if (!(one instanceof String text)) {
                throw malformed(nameOf(name) + " has an entry that is not a string");
            }
            texts.add(text);
        }
        return texts;
    }

    /** An object whose fields are texts. */
    Map<String, String> textMap(String name) throws InvalidImageException {
        JsonObject object = object(name);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : object.names()) {
            texts.put(key, object.text(key).orElse(""));
        }
        return texts;
    }

    /** The same object with another value for a field, which keeps its position. */
    JsonObject with(String name, Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new JsonObject(place, changed);
    }

    /** The same object with a field, unless its value says nothing. */
    JsonObject withUnlessEmpty(String name, @Nullable Object value) {
        return value == null || isEmpty(value) ? without(Set.of(name)) : with(name, value);
    }

    /** The same with the value that {@code other} has for a field, if it says something. */
    JsonObject withFieldOf(JsonObject other, String name) {
        return withUnlessEmpty(name, other.fields.get(name));
    }

    JsonObject without(Set<String> names) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
        changed.keySet().removeAll(names);
        return new JsonObject(place, changed);
    }

    /** As a value of another object. */
    Map<String, @Nullable Object> toMap() {
        return fields;
    }

    /** As text without white space. */
    byte[] bytes() {
        try {
            return Json.write(fields).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Object> list(String name) throws InvalidImageException {
        Object value = fields.get(name);
        if (value != null && !(value instanceof List<?>)) {
            throw malformed(nameOf(name) + " is not a list");
        }
        return Json.list(value);
    }

    private static JsonObject object(String name, @Nullable Object value) throws InvalidImageException {
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw malformed(name + " is not an object");
        }
        return new JsonObject(name, Json.object(value));
    }

    private String nameOf(String field) {
        return field + " of " + place;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
