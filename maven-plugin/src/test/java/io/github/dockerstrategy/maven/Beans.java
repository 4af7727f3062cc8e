package io.github.dockerstrategy.maven;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.descriptor.Parameter;

/** Every parameter there is, found by walking the mojo and its beans, as Maven itself does. */
final class Beans {

    /**
     * One parameter.
     *
     * @param path element names from {@code <configuration>} down; the elements of a list of beans are called by their type
     * @param inList whether it lies in an element of a list, and so has no property
     */
    record Node(List<String> path, Class<?> owner, Field field, boolean inList) {

        String property() {
            return "docker-strategy." + String.join(".", path);
        }

        Class<?> type() {
            return field.getType();
        }

        boolean isMap() {
            return type() == Map.class;
        }

        boolean isList() {
            return type() == List.class;
        }

        Class<?> element() {
            return (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        }

        boolean isLeaf() {
            return !isBean(type()) && !(isList() && isBean(element()));
        }

        /** The parameter as XML with {@code content} in its element. */
        String xml(String content) {
            String text = content;
            for (int i = path.size() - 1; i >= 0; i--) {
                text = "<" + path.get(i) + ">" + text + "</" + path.get(i) + ">";
            }
            return text;
        }
    }

    private Beans() {}

    /** All of them, in alphabetical order at the top and in the order of the fields below. */
    static List<Node> all() {
        List<String> parameters = Descriptors.plugin().getMojo("build").getParameters().stream()
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .toList();
        List<Node> nodes = new ArrayList<>();
        java.util.Arrays.stream(AbstractImageMojo.class.getDeclaredFields())
                .filter(field -> parameters.contains(field.getName()))
                .sorted(Comparator.comparing(Field::getName))
                .forEach(field -> add(nodes, List.of(), field, false));
        return nodes;
    }

    static boolean isBean(Class<?> type) {
        return type.getPackageName().equals(AbstractImageMojo.class.getPackageName() + ".config");
    }

    private static void add(List<Node> nodes, List<String> above, Field field, boolean inList) {
        List<String> path = new ArrayList<>(above);
        path.add(field.getName());
        Node node = new Node(path, field.getDeclaringClass(), field, inList);
        nodes.add(node);
        boolean beans = node.isList() && isBean(node.element());
        Class<?> below = beans ? node.element() : node.type();
        if (isBean(below)) {
            List<String> inner = new ArrayList<>(path);
            if (beans) {
                inner.add(elementName(below));
            }
            for (Field one : below.getDeclaredFields()) {
                if (!Modifier.isStatic(one.getModifiers())) {
                    add(nodes, inner, one, inList || beans);
                }
            }
        }
    }

    private static String elementName(Class<?> bean) {
        String name = bean.getSimpleName().replace("Parameters", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
