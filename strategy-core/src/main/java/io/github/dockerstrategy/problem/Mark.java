package io.github.dockerstrategy.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A mention inside a text, and how it is written there. */
record Mark(Kind kind, List<String> words) {

    /** Stands first in a mark, one for each kind of mention. */
    enum Kind {
        PARAMETER,
        SETTING,
        GROUP,
        ARGUMENT,
        GOALS,
        BUILD_TOOL
    }

    private static final char BEGIN = '\u0001';
    private static final char BETWEEN = '\u0002';
    private static final char END = '\u0003';

    /** A mark in a text. */
    static final Pattern PATTERN = Pattern.compile(BEGIN + "([A-Z_]+)((?:" + BETWEEN + "[^\u0001-\u0003]*)+)" + END);

    static String of(Kind kind, String... words) {
        StringBuilder mark = new StringBuilder().append(BEGIN).append(kind);
        for (String word : words) {
            mark.append(BETWEEN).append(word.replaceAll("[\u0001-\u0003]", "?"));
        }
        return mark.append(END).toString();
    }

    static Mark of(MatchResult found) {
        List<String> words = new ArrayList<>(List.of(found.group(2).split(String.valueOf(BETWEEN), -1)));
        return new Mark(Kind.valueOf(found.group(1)), words.subList(1, words.size()));
    }

    /** What the mark stands for. */
    Mention mention() {
        String first = words.get(0);
        return switch (kind) {
            case PARAMETER -> new Mention.Parameter(first);
            case SETTING -> new Mention.Setting(first, words.get(1));
            case GROUP -> new Mention.Group(first, entries(words.subList(1, words.size())));
            case ARGUMENT -> new Mention.Argument(first, words.stream().skip(1).findFirst());
            case GOALS -> new Mention.Goals(words);
            case BUILD_TOOL -> new Mention.OfBuildTool(BuildToolTerm.valueOf(first), words.get(1));
        };
    }

    private static List<Mention.Entry> entries(List<String> words) {
        List<Mention.Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            entries.add(new Mention.Entry(words.get(i), words.get(i + 1)));
        }
        return entries;
    }
}
