package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.util.List;

/**
 * What is measured. The cases of one round follow one another in this order, on the same project: each finds what the one before has
 * left.
 */
enum Case {
    /** Three more: target, base and the base's configuration are looked up first, so that a mistake is told before the work. */
    COLD_PUSH("cold push", 3, "package"),
    NOTHING_CHANGED("nothing changed", 0, "package"),
    NOTHING_CHANGED_AFTER_CLEAN("nothing changed, after clean", 0, "clean", "package"),
    ONE_CLASS_CHANGED("one class changed", 0, "package");

    final String title;

    /** Our requests may be this many more than Jib's. */
    final int extraRequests;

    final List<String> goals;

    Case(String title, int extraRequests, String... goals) {
        this.title = title;
        this.extraRequests = extraRequests;
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
