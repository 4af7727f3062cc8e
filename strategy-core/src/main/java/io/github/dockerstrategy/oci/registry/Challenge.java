package io.github.dockerstrategy.oci.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to authenticate, as {@code WWW-Authenticate} offers it.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    static final String BASIC = "basic";
    static final String BEARER = "bearer";

    /** A scheme, or the name of a parameter with its value. */
    private static final Pattern WORD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]*)))?");

    Challenge {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** All that is offered; one header can have several. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        for (String header : headers) {
            Optional<String> scheme = Optional.empty();
            Map<String, String> parameters = new TreeMap<>();
            Matcher word = WORD.matcher(header);
            while (word.find()) {
                String name = word.group(1).toLowerCase(Locale.ROOT);
                if (word.group(2) != null) {
                    parameters.put(name, word.group(2).replaceAll("\\\\(.)", "$1"));
                } else if (word.group(3) != null) {
                    parameters.put(name, word.group(3));
                } else {
                    scheme.ifPresent(one -> all.add(new Challenge(one, parameters)));
                    parameters.clear();
                    scheme = Optional.of(name);
                }
            }
            scheme.ifPresent(one -> all.add(new Challenge(one, parameters)));
        }
        return all;
    }

    static Optional<Challenge> of(List<Challenge> all, String scheme) {
        return all.stream()
                .filter(challenge -> challenge.scheme().equals(scheme))
                .findFirst();
    }
}
