package io.github.dockerstrategy.maven.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what Maven's configurator has set: beans of this package, with their lists and maps. */
public final class BeanCopy {

    private BeanCopy() {}

    /** Copies the fields that {@code type} declares from one object to another. */
    public static void fields(Class<?> type, Object from, Object to) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(to, copy(field.get(from)));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot copy " + type, e);
        }
    }

    private static Object copy(Object value) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            List<Object> copies = new ArrayList<>();
            for (Object element : list) {
                copies.add(copy(element));
            }
            return copies;
        }
        if (value instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        if (value == null || value.getClass().getPackage() != BeanCopy.class.getPackage()) {
            return value;
        }
        Object copy = value.getClass().getDeclaredConstructor().newInstance();
        fields(value.getClass(), value, copy);
        return copy;
    }
}
