package io.github.dockerstrategy.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects problems so that all of them are reported at once. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Keeps {@code problem}, unless it was found already. */
    public void add(Problem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Runs {@code work}; its problems are kept, and {@code null} stands for the value it could not give. */
    public <T> @Nullable T collect(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            e.problems().forEach(this::add);
            return null;
        }
    }

    /** @throws ProblemException with everything found so far, if anything was */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(found);
        }
    }
}
