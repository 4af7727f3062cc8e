package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lays {@code -Ddocker-strategy.…} properties over parameters. Maven itself can do that for a mojo's own fields only, and lets the
 * POM win; here every scalar, list and map can be set, and what was typed on the command line wins over the POM, which wins over
 * properties of the project. Lists and maps are written with commas; one that belongs to a value is written {@code \,}.
 */
public final class Overlay {

    public static final String PREFIX = "docker-strategy.";

    private static final Set<Class<?>> TEXT_TYPES =
            Set.of(String.class, Map.class, Boolean.class, boolean.class, Integer.class);

    /** A comma that no backslash stands before. */
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private final Properties commandLine;
    private final Properties project;
    private final Set<String> known = new TreeSet<>();
    private final Problems problems;

    public Overlay(Properties commandLine, Properties project, Problems problems) {
        this.commandLine = commandLine;
        this.project = project;
        this.problems = problems;
    }

    /** Sets the fields of {@code bean}, declared in {@code type}, for which there is a property. */
    public void apply(Object bean, Class<?> type) {
        apply(bean, type, PREFIX);
    }

    /** The names of all properties that were looked for. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    /**
     * Adds a problem for each property, typed or of the project, that looks like ours and is none.
     *
     * @param others properties besides those that were looked for
     */
    public void refuseUnknown(Set<String> others) {
        known.addAll(others);
        for (String name : new TreeSet<>(commandLine.stringPropertyNames())) {
            refuseUnknown(name, "-D" + name, "-D");
        }
        for (String name : new TreeSet<>(project.stringPropertyNames())) {
            if (commandLine.getProperty(name) == null) {
                refuseUnknown(name, "<properties><" + name + ">", "");
            }
        }
    }

    private void refuseUnknown(String name, String where, String option) {
        if (name.startsWith(PREFIX) && !known.contains(name)) {
            problems.add(Problem.of(
                    "unknown-property",
                    "There is no property '" + name + "'.",
                    where,
                    Suggestion.nearest(name, known)
                            .map(near -> "did you mean " + option + near + "?")
                            .orElse("see 'mvn docker-strategy:help -Ddetail' for all of them")));
        }
    }

    private void apply(Object bean, Class<?> type, String prefix) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                try {
                    apply(bean, field, prefix + field.getName());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("Cannot set " + field, e);
                }
            }
        }
    }

    private void apply(Object bean, Field field, String name) throws ReflectiveOperationException {
        if (field.getType().getPackage() == Overlay.class.getPackage()) {
            applyToBean(bean, field, name);
        } else if (isText(field)) {
            known.add(name);
            String typed = commandLine.getProperty(name);
            String preset = isUnset(field.get(bean)) ? project.getProperty(name) : null;
            String value = typed != null ? typed : preset;
            Object converted = value == null ? null : convert(value, field, name);
            if (converted != null) {
                field.set(bean, converted);
            }
        }
    }

    private void applyToBean(Object bean, Field field, String name) throws ReflectiveOperationException {
        Object inner = field.get(bean);
        boolean absent = inner == null;
        if (absent) {
            inner = field.getType().getDeclaredConstructor().newInstance();
        }
        apply(inner, field.getType(), name + ".");
        if (absent && isMentioned(name + ".")) {
            field.set(bean, inner);
        }
    }

    private boolean isMentioned(String prefix) {
        return commandLine.stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix))
                || project.stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static boolean isUnset(Object value) {
        return value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    /** Lists of beans have no form on a command line. */
    static boolean isText(Field field) {
        if (field.getType() == List.class) {
            Type element = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
            return element == String.class;
        }
        return TEXT_TYPES.contains(field.getType());
    }

    private Object convert(String value, Field field, String name) {
        if (field.getType() == List.class) {
            return split(value);
        }
        if (field.getType() == Map.class) {
            return pairs(value, name);
        }
        if (field.getType() == Boolean.class || field.getType() == boolean.class) {
            return truth(value.strip(), name);
        }
        return field.getType() == Integer.class ? number(value.strip(), name) : value;
    }

    /** "-Ddocker-strategy.skip" without a value means true, as everywhere in Maven. */
    private Boolean truth(String value, String name) {
        if (!value.isEmpty() && !List.of("true", "false").contains(value)) {
            problems.add(Problem.of(
                    "bad-boolean",
                    "'" + value + "' is neither true nor false.",
                    "-D" + name,
                    "write -D" + name + "=true"));
            return null;
        }
        return !value.equals("false");
    }

    private Integer number(String value, String name) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            problems.add(Problem.of(
                    "bad-number", "'" + value + "' is not a whole number.", "-D" + name, "write -D" + name + "=3"));
            return null;
        }
    }

    static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : COMMA.split(value)) {
            if (!part.isBlank()) {
                parts.add(part.strip().replace("\\,", ","));
            }
        }
        return parts;
    }

    private Map<String, String> pairs(String value, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : split(value)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                problems.add(Problem.of(
                        "bad-map",
                        "'" + part + "' is not of the form key=value.",
                        "-D" + name,
                        "write -D" + name + "=KEY=value,OTHER=value"));
            } else {
                pairs.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return pairs;
    }
}
