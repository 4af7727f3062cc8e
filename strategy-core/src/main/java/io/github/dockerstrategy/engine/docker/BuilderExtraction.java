package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.CleanupStack;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Takes what a builder image has made out of a container of it. Nothing stays, whatever happens.
 *
 * @param cli has the engine
 */
record BuilderExtraction(DockerCli cli) {

    /** Marks what we make on the way, so that it can be told from the user's own and be removed. */
    private static final String LABEL = "io.github.dockerstrategy.build";

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** The build of the builder image. */
    @FunctionalInterface
    interface Build {
        /** The same with labels; it tells the image's id. */
        BuildOptions labelled(Map<String, String> labels) throws InterruptedException;
    }

    /** Builds, creates, copies out and removes. */
    void extract(ExtractFromBuilder step, Build build) throws InterruptedException {
        String mark = UUID.randomUUID().toString();
        try (CleanupStack leftovers = new CleanupStack()) {
            leftovers.add(() -> removeMarked(mark));
            String image =
                    cli.build(build.labelled(Map.of(LABEL, mark))).imageId().orElseThrow();
            leftovers.add(() -> cli.removeImage(image));
            String container = cli.create(image, LABEL + "=" + mark);
            leftovers.add(() -> cli.remove(container));
            Path folder = step.into().toAbsolutePath().resolveSibling("");
            Files.createDirectories(folder);
            cli.copyOut(container, step.path(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + step.into(), e);
        }
    }

    /** For a build that was ended before it could tell an id; while it is ending, it may still hold what it has made. */
    private void removeMarked(String mark) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                removeAllMarked(mark);
                return;
            } catch (ProblemException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    private void removeAllMarked(String mark) throws InterruptedException {
        for (String container : cli.containersWith(LABEL + "=" + mark)) {
            cli.remove(container);
        }
        for (String image : cli.namelessImagesWith(LABEL + "=" + mark)) {
            cli.removeImage(image);
        }
    }
}
