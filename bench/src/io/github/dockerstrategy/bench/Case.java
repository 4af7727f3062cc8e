package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.util.List;

/**
 * What is measured. The cases of one round follow one another in this order, on the same project: each finds what the one before has
 * left.
 */
enum Case {
    /** Three for each further layer of dependencies, one to look and two to send, where Jib makes four. */
    COLD_PUSH("cold push", 70, 1.01, "package"),
    NOTHING_CHANGED("nothing changed", 0, 0, "package"),
    NOTHING_CHANGED_AFTER_CLEAN("nothing changed, after clean", 0, 0, "clean", "package"),
    /** Manifest and configuration name each layer, so they are larger. */
    ONE_CLASS_CHANGED("one class changed", 0, 1.3, "package"),
    ONE_DEPENDENCY_CHANGED("one dependency changed", 0, 0.1, "package"),
    PATCH_RELEASE("another patch release of Spring Boot", 40, 0.7, "package"),
    TO_DAEMON("to a daemon", 5, 1.01, "package"),
    NOTHING_CHANGED_TO_DAEMON("nothing changed, to a daemon", 0, 0.01, "package"),
    ONE_CLASS_CHANGED_TO_DAEMON("one class changed, to a daemon", 0, 0.05, "package");

    private static final int REQUESTS_IF_NOTHING_CHANGED = 2;

    final String title;

    /** Our requests may be this many more than Jib's. */
    final int extraRequests;

    /** Our bytes may be this share of Jib's. */
    final double bytes;

    final List<String> goals;

    Case(String title, int extraRequests, double bytes, String... goals) {
        this.title = title;
        this.extraRequests = extraRequests;
        this.bytes = bytes;
        this.goals = List.of(goals);
    }

    boolean isToDaemon() {
        return name().endsWith("TO_DAEMON");
    }

    boolean isFor(String project) {
        return this != PATCH_RELEASE || project.equals("spring-boot");
    }

    /** How many requests there may be, where Jib makes {@code jib}. */
    double requests(double jib) {
        boolean nothing = this == NOTHING_CHANGED || this == NOTHING_CHANGED_AFTER_CLEAN;
        return nothing ? REQUESTS_IF_NOTHING_CHANGED : jib + extraRequests;
    }

    /** Changes what the case is about. */
    void prepare(Round round) throws IOException {
        switch (this) {
            case COLD_PUSH -> round.forgetEverything();
            case ONE_CLASS_CHANGED -> round.project().changeOneClass(2 * round.number());
            case ONE_CLASS_CHANGED_TO_DAEMON -> round.project().changeOneClass(2 * round.number() + 1);
            case PATCH_RELEASE -> round.project().changePatchRelease();
            default -> {}
        }
    }
}
