package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.util.List;

/**
 * What is measured. The cases of one round follow one another in this order, on the same project: each finds what the one before has
 * left.
 */
enum Case {
    COLD_PUSH("cold push", 1.0, "package"),
    NOTHING_CHANGED("nothing changed", 1.0, "package"),
    NOTHING_CHANGED_AFTER_CLEAN("nothing changed, after clean", 1.0, "clean", "package"),
    ONE_CLASS_CHANGED("one class changed", 1.0, "package");

    final String title;

    /** Our requests may be this many times Jib's. */
    final double requestLimit;

    final List<String> goals;

    Case(String title, double requestLimit, String... goals) {
        this.title = title;
        this.requestLimit = requestLimit;
        this.goals = List.of(goals);
    }

    /** Changes what the case is about. */
    void prepare(Round round) throws IOException {
        switch (this) {
            case COLD_PUSH -> round.forgetEverything();
            case ONE_CLASS_CHANGED -> round.project().changeOneClass(round.number());
            default -> {}
        }
    }
}
