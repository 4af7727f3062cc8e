package io.github.dockerstrategy.samples.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The words that everybody needs. */
public final class WordList {

    private WordList() {}

    /** All the words, in alphabetical order. */
    public static List<String> words() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(WordList.class.getResourceAsStream("words.txt"), StandardCharsets.UTF_8))) {
            return in.lines().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
