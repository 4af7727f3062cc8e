package io.github.dockerstrategy.dockerfile;

import java.util.List;

/**
 * {@code ENTRYPOINT ["PROGRAM", "ARGUMENT", …]}, in exec form: a shell in between would be process 1 and keep signals from the
 * program. Resets the base image's CMD; a {@link Cmd} of the same file must follow it.
 *
 * @param words the program and its first arguments; empty takes the base's away
 */
public record Entrypoint(List<String> words) implements Instruction {

    public Entrypoint {
        words = List.copyOf(words);
    }

    public static Entrypoint of(String... words) {
        return new Entrypoint(List.of(words));
    }

    @Override
    public String text() {
        return new Line("ENTRYPOINT").word(Text.json(words)).text();
    }
}
