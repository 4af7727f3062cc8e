package io.github.dockerstrategy.dockerfile;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values made of what is dangerous in a Dockerfile, the same ones every time. */
final class OddValues {

    private static final List<String> PARTS = List.of(
            "\\", "\"", "$", "'", " ", "\t", "#", "=", "`", "{", "}", "[", "]", ",", "&&", "|", ">", "<<EOF", "${PATH}",
            "$PATH", "%d", "\\n", "\\\"", "é", "漢字", "😀", "\u00a0", "\u2028", "a", "B", "0", "--from", "!", "*", "?",
            "~");

    private static final List<String> EXAMPLES =
            List.of("", "\\", "\\\\", "\"", "$", "$$", "'", " ", " a ", "# a", "a \\", "{{.}}");

    private OddValues() {}

    static List<String> of(int count) {
        Random random = new Random(20_260_101);
        return Stream.concat(EXAMPLES.stream(), IntStream.range(0, count).mapToObj(i -> value(random)))
                .toList();
    }

    private static String value(Random random) {
        return random.ints(random.nextInt(9), 0, PARTS.size())
                .mapToObj(PARTS::get)
                .collect(Collectors.joining());
    }
}
