package io.github.dockerstrategy.maven.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which elements may stand in which: what Maven derives from the classes of the parameters. */
final class ElementTypes {

    private ElementTypes() {}

    /** The type that the element {@code name} below one of type {@code parent} is read into; empty if there is no such element. */
    static Optional<Type> child(Type parent, String name) {
        if (parent instanceof ParameterizedType list && list.getRawType() == List.class) {
            return Optional.of(list.getActualTypeArguments()[0]);
        }
        if (isMap(parent)) {
            return Optional.of(String.class);
        }
        if (!isBean(parent)) {
            return isText(parent) ? Optional.empty() : Optional.of(Object.class);
        }
        return fields((Class<?>) parent).stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(Field::getGenericType);
    }

    /** The elements that may stand in one of type {@code bean}, or in each of a list of them. */
    static List<String> names(Type bean) {
        return fields((Class<?>) element(bean)).stream().map(Field::getName).toList();
    }

    /** Where an element of that name may stand, as elements around it, one line each; not in lists and maps. */
    static List<String> places(Class<?> parameters, String name) {
        List<String> places = new ArrayList<>();
        for (Field field : fields(parameters)) {
            if (field.getName().equals(name)) {
                places.add("<" + name + ">");
            }
            if (isBean(field.getGenericType())) {
                places(field.getType(), name).forEach(place -> places.add("<" + field.getName() + ">" + place));
            }
        }
        return places;
    }

    /** Whether text has no place in an element of {@code type}. */
    static boolean hasElementsOnly(Type type) {
        return isBean(element(type));
    }

    /** Whether elements have no place in an element of {@code type}. */
    static boolean isText(Type type) {
        return type == String.class || type == Integer.class || isTruth(type);
    }

    /** Whether the text of an element of {@code type} is true or false. */
    static boolean isTruth(Type type) {
        return type == Boolean.class || type == boolean.class;
    }

    /** Whether an element of {@code type} has elements with names of the user's choice, with text in each. */
    static boolean isMap(Type type) {
        return type instanceof ParameterizedType map && map.getRawType() == Map.class;
    }

    /** Whether an element of {@code type} has elements with text in each. */
    static boolean isListOfTexts(Type type) {
        return type instanceof ParameterizedType && isText(element(type));
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : type;
    }

    /** Whether only certain elements may stand in one of {@code type}, and no text. */
    static boolean isBean(Type type) {
        return type instanceof Class<?> bean && bean.getPackage() == ElementTypes.class.getPackage();
    }

    /** The fields of a class and those that it inherits. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
