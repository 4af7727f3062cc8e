package io.github.dockerstrategy.dockerfile;

import java.util.List;

/**
 * {@code CMD ["ARGUMENT", …]}: default arguments, in exec form.
 *
 * @param words the arguments; empty takes the base's away
 */
public record Cmd(List<String> words) implements Instruction {

    public Cmd {
        words = List.copyOf(words);
    }

    public static Cmd of(String... words) {
        return new Cmd(List.of(words));
    }

    @Override
    public String text() {
        return new Line("CMD").word(Text.json(words)).text();
    }
}
