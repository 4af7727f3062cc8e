package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.oci.AnyManifest;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Manifest;
import io.github.dockerstrategy.oci.store.ArchiveSource;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Builds whose image does not stay in an engine's store: the builder pushes it, or writes an archive. */
final class DirectBuild {

    private final DockerCli cli;
    private final Path metadata;

    /** @param folder where the builder writes what it tells of the image */
    DirectBuild(DockerCli cli, Path folder) {
        this.cli = cli;
        this.metadata = folder.resolve("metadata.json");
    }

    /** Builds and pushes the image; its layers are those that the registry names. */
    BuiltImage push(String base, BuildOptions options, Delivery.Push delivery) throws InterruptedException {
        Digest digest = build(options.with(delivery));
        return described(base, digest, pushed(delivery.names().get(0), digest, options), true);
    }

    /** Builds the image and writes it to an archive, which is whole or not there. */
    BuiltImage archive(String base, BuildOptions options, Delivery.Archive delivery) throws InterruptedException {
        Path file = delivery.file();
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(unfinished.toAbsolutePath().resolveSibling(""));
            Digest digest = build(options.with(new Delivery.Archive(unfinished, delivery.format(), delivery.names())));
            Optional<Manifest> manifest = ArchiveSource.manifest(unfinished, digest);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return described(base, digest, manifest, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private Digest build(BuildOptions options) throws InterruptedException {
        return cli.build(options.with(options.backend().withMetadataFile(metadata)))
                .manifestDigest()
                .flatMap(Digest::parse)
                .orElseThrow(() -> DockerProblems.unexpected(
                        "docker buildx build", List.of("no digest of the image in " + metadata)));
    }

    /** The manifest that the registry has now, if it can be read; an index has one for each platform. */
    private Optional<Manifest> pushed(String name, Digest digest, BuildOptions options) throws InterruptedException {
        try {
            byte[] bytes =
                    cli.manifest(name, digest, options.backend().builder()).getBytes(StandardCharsets.UTF_8);
            return Digest.of(bytes).equals(digest) && AnyManifest.parse(bytes) instanceof Manifest manifest
                    ? Optional.of(manifest)
                    : Optional.empty();
        } catch (ProblemException | InvalidImageException e) {
            // The push was no failure: what it was for a report is not known.
            return Optional.empty();
        }
    }

    private static BuiltImage described(String base, Digest digest, Optional<Manifest> manifest, boolean pushed) {
        List<LayerResult> layers = manifest.map(Manifest::layers).orElse(List.of()).stream()
                .map(layer -> new LayerResult("", layer.digest().toString(), layer.size()))
                .toList();
        return new BuiltImage(
                base,
                manifest.map(image -> image.config().digest()).orElse(digest).toString(),
                digest.toString(),
                layers,
                layers.stream().mapToLong(LayerResult::size).sum(),
                pushed);
    }
}
