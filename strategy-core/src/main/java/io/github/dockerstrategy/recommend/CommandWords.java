package io.github.dockerstrategy.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The programs that shell command lines call, as far as one can tell without a shell: the first word of each. */
public final class CommandWords {

    private static final Set<String> SHELLS_OWN = Set.of(
            "cd", "export", "set", "unset", "if", "for", "while", "test", "[", "echo", "printf", ".", ":", "umask", "{",
            "(");

    private CommandWords() {}

    /** Names without a folder only: a path may be made by an earlier command. */
    public static List<String> programs(List<String> commands) {
        List<String> programs = new ArrayList<>();
        for (String command : commands) {
            for (String word : command.strip().split("\\s+")) {
                if (word.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                    continue;
                }
                if (word.matches("[A-Za-z0-9_.+-]+") && !SHELLS_OWN.contains(word)) {
                    programs.add(word);
                }
                break;
            }
        }
        return programs;
    }
}
