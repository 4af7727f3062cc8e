package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks names and values that go into an image's documents.
 *
 * @param where the parameter
 * @param what what one of them is, for messages
 * @param problems gets what is wrong with them
 */
record NamedValues(String where, String what, Problems problems) {

    /** What neither an environment nor a Dockerfile can have in a name. */
    private static final Pattern NAME = Pattern.compile("[^\\s=\\p{Cntrl}]+");

    /** The values on top of {@code base}. */
    Map<String, String> on(Map<String, String> base, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(base);
        more.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(Problem.of(
                        "bad-key",
                        "'" + name + "' cannot be the name of " + what + ".",
                        where,
                        "remove blanks, control characters and '='"));
            } else if (value != null && value.indexOf('\0') >= 0) {
                problems.add(Problem.of(
                        "bad-key",
                        "The value of '" + name + "' has a character of code zero in it.",
                        where,
                        "leave it out"));
            }
            all.put(name, value == null ? "" : value);
        });
        return all;
    }
}
