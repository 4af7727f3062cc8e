package io.github.dockerstrategy.compare;

import static io.github.dockerstrategy.problem.Mention.argument;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The situations in which a build is measured, in the order in which they follow each other in one scratch copy. */
public enum Scenario {
    FIRST("A fresh copy with empty image build caches; base images are already downloaded."),
    AGAIN("The same build again; nothing changed."),
    CODE("One class changed."),
    DEPENDENCY("One dependency has another version.");

    private final String meaning;

    Scenario(String meaning) {
        this.meaning = meaning;
    }

    /** The word for it in parameters and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /** The scenarios of {@code words}, in the order in which they are run; the first one belongs to every comparison. */
    public static List<Scenario> parse(List<String> words) {
        List<String> known = Arrays.stream(values()).map(Scenario::word).toList();
        for (String word : words) {
            if (!known.contains(word)) {
                throw new ProblemException(Problem.of(
                        "unknown-scenario",
                        "There is no scenario '" + word + "'.",
                        argument("compare.scenarios"),
                        Suggestion.among(word, known)));
            }
        }
        return Arrays.stream(values())
                .filter(one -> one == FIRST || words.isEmpty() || words.contains(one.word()))
                .toList();
    }
}
