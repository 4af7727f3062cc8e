package io.github.dockerstrategy.maven.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives empty elements a meaning, as Maven reads them as {@code null} wherever they stand: {@code <user/>} is a user that was not
 * set, an empty element of a list is left out, and an empty element of a map is a key with an empty value.
 *
 * @param defaults what an empty parameter of the mojo itself stands for, by name; those that are missing stand for nothing
 */
public record EmptyElements(Map<String, String> defaults) {

    /** Settles the fields of {@code bean}, declared in {@code type}, and of all beans below. */
    public void settle(Object bean, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                try {
                    settle(bean, field);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("Cannot set " + field, e);
                }
            }
        }
    }

    private void settle(Object bean, Field field) throws IllegalAccessException {
        Object value = field.get(bean);
        if (value instanceof String text && text.isBlank()) {
            field.set(bean, defaults.get(field.getName()));
        } else if (value instanceof List<?> list) {
            field.set(bean, settled(list));
        } else if (value instanceof Map<?, ?> map) {
            field.set(bean, settled(map));
        } else if (value == null && field.getType() == String.class) {
            field.set(bean, defaults.get(field.getName()));
        } else if (isBean(value)) {
            new EmptyElements(Map.of()).settle(value, value.getClass());
        }
    }

    private static List<Object> settled(List<?> list) {
        List<Object> settled = new ArrayList<>();
        for (Object element : list) {
            if (element != null && !element.equals("")) {
                settled.add(element);
            }
            if (isBean(element)) {
                new EmptyElements(Map.of()).settle(element, element.getClass());
            }
        }
        return settled;
    }

    private static Map<Object, Object> settled(Map<?, ?> map) {
        Map<Object, Object> settled = new LinkedHashMap<>();
        map.forEach((key, value) -> settled.put(key, Objects.requireNonNullElse(value, "")));
        return settled;
    }

    private static boolean isBean(Object value) {
        return value != null && value.getClass().getPackage() == EmptyElements.class.getPackage();
    }
}
