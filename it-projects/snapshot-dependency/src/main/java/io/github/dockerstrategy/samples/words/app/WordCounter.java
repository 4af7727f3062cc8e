package io.github.dockerstrategy.samples.words.app;

import io.github.dockerstrategy.samples.words.WordList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.StringUtils;

/** Counts in the texts below /var/lib/words how often the words occur that everybody needs. */
public final class WordCounter {

    private static final Path TEXTS = Path.of("/var/lib/words");

    private WordCounter() {}

    public static void main(String[] args) throws IOException {
        try (var texts = Files.newDirectoryStream(TEXTS, "*.txt")) {
            for (Path text : texts) {
                count(text);
            }
        }
    }

    private static void count(Path text) throws IOException {
        String content = Files.readString(text);
        for (String word : WordList.words()) {
            System.out.printf("%s: %s %d%n", text.getFileName(), word, StringUtils.countMatches(content, word));
        }
    }
}
