package io.github.dockerstrategy.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All types that the signatures of some types reach, and their signatures as text. */
final class ApiSignatures {

    private static final String OURS = "io.github.dockerstrategy.";

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private final SortedMap<String, Class<?>> types = new TreeMap<>();

    ApiSignatures(Class<?>... roots) {
        Deque<Class<?>> waiting = new ArrayDeque<>(List.of(roots));
        while (!waiting.isEmpty()) {
            Class<?> type = waiting.remove();
            if (type.getName().startsWith(OURS) && types.putIfAbsent(type.getName(), type) == null) {
                named(type).flatMap(ApiSignatures::classes).forEach(waiting::add);
            }
        }
    }

    /** Ordered by name. */
    List<Class<?>> types() {
        return List.copyOf(types.values());
    }

    /** One paragraph for each type, one line for each of its public and protected members. */
    String text() {
        return types.values().stream().map(ApiSignatures::text).collect(Collectors.joining("\n"));
    }

    private static Stream<Type> named(Class<?> type) {
        return Stream.of(
                        Stream.ofNullable(type.getGenericSuperclass()),
                        Arrays.stream(type.getGenericInterfaces()),
                        Arrays.stream(type.getDeclaredClasses()).filter(nested -> isApi(nested.getModifiers())),
                        executables(type).flatMap(ApiSignatures::named),
                        fields(type).map(Field::getGenericType))
                .flatMap(all -> all);
    }

    private static Stream<Type> named(Executable executable) {
        Stream<Type> result =
                executable instanceof Method method ? Stream.of(method.getGenericReturnType()) : Stream.of();
        return Stream.of(
                        result,
                        Arrays.stream(executable.getGenericParameterTypes()),
                        Arrays.stream(executable.getGenericExceptionTypes()))
                .flatMap(all -> all);
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> named) {
            return Stream.of(named.isArray() ? named.getComponentType() : named);
        }
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                            Stream.of(parameterized.getRawType()),
                            Arrays.stream(parameterized.getActualTypeArguments()))
                    .flatMap(ApiSignatures::classes);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .flatMap(ApiSignatures::classes);
        }
        return type instanceof GenericArrayType array ? classes(array.getGenericComponentType()) : Stream.of();
    }

    private static String text(Class<?> type) {
        return Stream.of(
                        Stream.of(declaration(type)),
                        fields(type).map(Field::toGenericString).sorted(),
                        executables(type).map(Executable::toGenericString).sorted())
                .flatMap(lines -> lines)
                .map(line -> line.replace(type.getName() + ".", ""))
                .collect(Collectors.joining("\n    ", "", "\n"));
    }

    private static String declaration(Class<?> type) {
        String components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::toString)
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        List<Type> parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()).filter(parent -> !parent.equals(Object.class)),
                        Arrays.stream(type.getGenericInterfaces()))
                .toList();
        return type.toGenericString()
                + components
                + (parents.isEmpty()
                        ? ""
                        : parents.stream().map(Type::getTypeName).collect(Collectors.joining(", ", " : ", "")));
    }

    private static Stream<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> isApi(field.getModifiers()) && !field.isSynthetic());
    }

    private static Stream<Executable> executables(Class<?> type) {
        Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
        return Stream.<Executable>concat(constructors, Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> isApi(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()))
                .sorted(Comparator.comparing(Executable::toGenericString));
    }

    private static boolean isApi(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
