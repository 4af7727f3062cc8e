package io.github.dockerstrategy.dockerfile;

import java.util.List;
import java.util.Map;

/** Named values, as ENV and LABEL write them. */
final class Pairs {

    private Pairs() {}

    static void check(Map<String, String> pairs, String what) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("nothing to write");
        }
        pairs.forEach((key, value) -> {
            Text.requireKey(key, what);
            Text.requireOneLine(value, what + " " + key);
        });
    }

    static List<String> words(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + Text.quoted(pair.getValue()))
                .toList();
    }
}
