package io.github.dockerstrategy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupStackTest {

    private final List<String> removed = new ArrayList<>();

    @Test
    void areRemovedLastToFirstAndOnce() {
        CleanupStack leftovers = new CleanupStack();
        leftovers.add(() -> removed.add("image"));
        leftovers.add(() -> removed.add("container"));
        leftovers.close();
        leftovers.close();
        assertThat(removed).containsExactly("container", "image");
    }

    @Test
    void areRemovedEvenIfOneOfThemCannotBe() {
        try (CleanupStack leftovers = new CleanupStack()) {
            leftovers.add(() -> removed.add("image"));
            leftovers.add(() -> {
                throw new IOException("a container that stays, as this test wants it");
            });
        }
        assertThat(removed).containsExactly("image");
    }

    @Test
    void areRemovedInAnInterruptedThreadToo() {
        boolean[] interruptedWhileRemoving = {true};
        try (CleanupStack leftovers = new CleanupStack()) {
            leftovers.add(
                    () -> interruptedWhileRemoving[0] = Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        }
        assertThat(interruptedWhileRemoving[0]).isFalse();
        assertThat(Thread.interrupted()).as("still interrupted afterwards").isTrue();
    }
}
