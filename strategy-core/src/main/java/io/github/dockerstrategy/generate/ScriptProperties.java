package io.github.dockerstrategy.generate;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.UserProperties;
import java.util.ArrayList;
import java.util.List;

/** The typed properties of the script. Any of them may be a secret, so the script contains no values of them and requires them as arguments. */
record ScriptProperties(UserProperties properties) {

    /** Lines that fail if a property is missing: the image would be another one. */
    List<String> check() {
        List<String> names = properties.hidden().keySet().stream().toList();
        if (names.isEmpty()) {
            return List.of(
                    "[ $# -eq 0 ] || { echo \"$0: takes no arguments; pass them to the goal generate\" >&2; exit 2; }");
        }
        List<String> lines = new ArrayList<>();
        lines.add("# This script contains no values of typed properties. Pass them again: sh build.sh -D" + names.get(0)
                + "=…");
        lines.add("for property in "
                + String.join(" ", names.stream().map(Command::quoted).toList()) + "; do");
        lines.add("  given=");
        lines.add("  for argument; do case $argument in \"-D$property\"=*) given=yes ;; esac; done");
        lines.add("  [ -n \"$given\" ] || { echo \"$0: needs -D$property=…\" >&2; exit 2; }");
        lines.add("done");
        return lines;
    }

    /** Arguments of the script's Maven. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        properties.parameters().forEach((name, value) -> arguments.add(argument(name, value)));
        properties.builderParameters().forEach((name, value) -> arguments.add(argument(name, value)));
        properties.open().forEach((name, value) -> arguments.add(argument(name, value)));
        if (!properties.hidden().isEmpty()) {
            arguments.add("\"$@\"");
        }
        return arguments;
    }

    private static String argument(String name, String value) {
        return Command.quoted("-D" + name + "=" + value);
    }
}
