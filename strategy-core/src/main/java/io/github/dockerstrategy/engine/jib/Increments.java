package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings an image to a target that has the last one: only what has changed. Whatever does not go as it should leaves the work to jib, which does
 * all of it, and tells what is wrong.
 *
 * @param settings where jib's caches are
 * @param query how registries are reached
 * @param log hears why it was not done
 */
record Increments(JibSettings settings, RegistryQuery query, BuildLog log) {

    /** What was brought; empty if jib has to do it. */
    Optional<Assembled> bring(AssembleWithJib step, BaseImage base, Layout layout, Path workFolder, Assembled before) {
        Output output = step.to().output();
        if (output.isFile()) {
            return Optional.empty();
        }
        try {
            new CachedLayers(settings.layersCache()).removeBroken();
            Optional<PreparedImage> image = new Preparation(settings).of(step, base, layout);
            if (image.isEmpty() || !brought(image.get(), step.image(), output, workFolder, before)) {
                return Optional.empty();
            }
            new CachedLayers(settings.layersCache()).remember();
            return Optional.of(image.get().assembled(base, layout, output == Output.REGISTRY));
        } catch (IOException | UncheckedIOException | RegistryException | CredentialRetrievalException e) {
            log.debug("not brought as a difference: " + e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JibProblems.of(e, "finish", step.image().name(), "<image>");
        }
    }

    private boolean brought(PreparedImage image, ImageSpec spec, Output output, Path workFolder, Assembled before)
            throws IOException, RegistryException, CredentialRetrievalException, InterruptedException {
        if (output == Output.REGISTRY) {
            return new RegistryIncrement(query).push(image, spec, before);
        }
        Files.createDirectories(workFolder);
        Path archive = workFolder.resolve(".daemon.partial");
        try {
            return new DaemonIncrement(settings, archive).load(image, spec, before);
        } finally {
            Files.deleteIfExists(archive);
        }
    }
}
