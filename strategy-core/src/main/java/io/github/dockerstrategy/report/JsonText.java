package io.github.dockerstrategy.report;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values as JSON, laid out for people. A build that finds nothing to do writes its result all the same, and a library for JSON takes
 * longer to load than all the rest of such a build takes.
 */
final class JsonText {

    private static final String INDENT = "  ";

    private JsonText() {}

    /** Of records, maps, collections, optionals, strings, numbers and booleans. */
    static String of(Object value) {
        return of(value, "");
    }

    private static String of(Object value, String indent) {
        if (value instanceof Optional<?> optional) {
            return optional.map(one -> of(one, indent)).orElse("null");
        }
        if (value instanceof Record record) {
            return members(record, indent);
        }
        if (value instanceof Map<?, ?> map) {
            return braces(
                    map.entrySet().stream()
                            .map(one -> member(one.getKey(), one.getValue(), indent))
                            .toList(),
                    indent);
        }
        if (value instanceof Collection<?> all) {
            List<String> texts = all.stream().map(one -> of(one, indent)).toList();
            return texts.isEmpty() ? "[ ]" : "[ " + String.join(", ", texts) + " ]";
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String members(Record record, String indent) {
        List<String> members = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                members.add(member(component.getName(), component.getAccessor().invoke(record), indent));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
            }
        }
        return braces(members, indent);
    }

    private static String member(Object name, Object value, String indent) {
        return indent + INDENT + quoted(name.toString()) + " : " + of(value, indent + INDENT);
    }

    private static String braces(List<String> members, String indent) {
        return members.isEmpty() ? "{ }" : "{\n" + String.join(",\n", members) + "\n" + indent + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(one -> {
            if (one == '"' || one == '\\') {
                quoted.append('\\').append((char) one);
            } else if (one < ' ') {
                quoted.append(String.format("\\u%04X", one));
            } else {
                quoted.append((char) one);
            }
        });
        return quoted.append('"').toString();
    }
}
