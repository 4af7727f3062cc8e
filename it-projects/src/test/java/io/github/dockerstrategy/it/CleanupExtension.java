package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Deletes the workspaces of a test that has passed, which are big; those of a failed one stay to be looked at. */
final class CleanupExtension implements AfterEachCallback {

    /** Those of the test that a thread is at. */
    private static final ThreadLocal<List<Path>> MADE = ThreadLocal.withInitial(ArrayList::new);

    static void later(Path folder) {
        MADE.get().add(folder);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            MADE.get().forEach(CleanupExtension::delete);
        }
        MADE.remove();
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
