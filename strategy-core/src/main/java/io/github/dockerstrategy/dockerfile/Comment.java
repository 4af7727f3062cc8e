package io.github.dockerstrategy.dockerfile;

import java.util.stream.Collectors;

/**
 * {@code # words for the reader}.
 *
 * @param words one line or several
 */
public record Comment(String words) implements Instruction {

    @Override
    public String text() {
        return words.lines().map(line -> ("# " + line).stripTrailing()).collect(Collectors.joining("\n"));
    }
}
