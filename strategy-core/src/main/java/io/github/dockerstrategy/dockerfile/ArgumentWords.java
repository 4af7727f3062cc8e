package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** The words of an instruction as builders tell them apart: blanks in quotes, or after the escape character, are part of a word. */
final class ArgumentWords {

    private ArgumentWords() {}

    /** The words, quotes and escapes as they are written. */
    static List<String> split(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(character).append(text.charAt(++i));
                continue;
            }
            if (quote == 0 && (character == ' ' || character == '\t')) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
            } else if (quote == character) {
                quote = 0;
            }
            word.append(character);
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
