package io.github.dockerstrategy.maven.config;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The properties by which parameters can be set.
 *
 * @param parameters the class whose fields are the parameters
 */
public record ParameterProperties(Class<?> parameters) {

    /**
     * The property of a parameter.
     *
     * @param path names of the elements down to it; further ones inside a list or map are ignored
     * @return empty for groups of parameters and lists of them, which have no property
     */
    public Optional<String> find(List<String> path) {
        Class<?> type = parameters;
        StringBuilder property = new StringBuilder(Overlay.PREFIX);
        for (String name : path) {
            Optional<Field> field = Arrays.stream(type.getDeclaredFields())
                    .filter(one -> one.getName().equals(name))
                    .findFirst();
            if (field.isEmpty()) {
                return Optional.empty();
            }
            property.append(name);
            if (Overlay.isText(field.get())) {
                return Optional.of(property.toString());
            }
            type = field.get().getType();
            property.append('.');
        }
        return Optional.empty();
    }
}
