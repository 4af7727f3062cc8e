package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a build with the last one of the same image. With the same inputs there is nothing to do, as long as the destination still has
 * the result. What cannot be determined counts as changed.
 */
public final class UpToDateCheck {

    private final Path file;
    private final Optional<BuildRecord> record;
    private final DestinationState destination;
    private final FileHashCache hashes;
    private final @Nullable LayerContentKeys keys;
    private final @Nullable String inputs;

    private UpToDateCheck(
            Path file,
            Optional<BuildRecord> record,
            DestinationState destination,
            FileHashCache hashes,
            @Nullable LayerContentKeys keys,
            @Nullable String inputs) {
        this.file = file;
        this.record = record;
        this.destination = destination;
        this.hashes = hashes;
        this.keys = keys;
        this.inputs = inputs;
    }

    /**
     * Reads the record of the last build of the same image to the same kind of destination.
     *
     * @param base the base image, with its digest
     * @param layout the layers
     * @param settings the cache, and the version of this plugin
     * @param destination whether the last image is still there
     */
    static UpToDateCheck of(
            AssembleImage step,
            BaseReference base,
            Layout layout,
            Path workFolder,
            AssemblySettings settings,
            DestinationState destination) {
        Path file = settings.results()
                .resolve(name(workFolder.toAbsolutePath() + " " + step.to().output() + " "
                        + step.image().name()));
        Optional<BuildRecord> record = BuildRecord.read(file);
        FileHashCache hashes = new FileHashCache(record.map(BuildRecord::files).orElse(Map.of()));
        @Nullable LayerContentKeys keys = null;
        @Nullable String inputs = null;
        try {
            keys = LayerContentKeys.of(layout, hashes);
            if (isFixed(base)) {
                InputDigest digest = new InputDigest(hashes)
                        .add(settings.version())
                        .add(ownHash(hashes))
                        .add(step.image())
                        .add(step.format())
                        .add(step.to())
                        .add(base)
                        .add(layout, keys);
                inputs = (base instanceof BaseReference.Tar tar ? digest.add(tar.path()) : digest).hex();
            }
        } catch (IOException e) {
            inputs = null;
        }
        return new UpToDateCheck(file, settings.force() ? Optional.empty() : record, destination, hashes, keys, inputs);
    }

    /** The last result, if its inputs were the same and the destination still has it. */
    public Optional<BuiltImage> result() {
        return record.filter(known -> known.inputs().equals(inputs))
                .filter(known -> destination.has(known.assembled(), known.target()))
                .map(BuildRecord::assembled);
    }

    /** The content keys of the layers; empty if a file cannot be read. */
    Optional<LayerContentKeys> keys() {
        return Optional.ofNullable(keys);
    }

    /** The last result, whatever its inputs were, if the destination still has it. */
    Optional<BuiltImage> stillAtDestination() {
        return record.filter(known -> destination.has(known.assembled(), known.target()))
                .map(BuildRecord::assembled);
    }

    /** Records the result of this build. */
    public void remember(BuiltImage assembled) {
        if (inputs == null) {
            return;
        }
        try {
            Optional<String> stamp = destination.stamp(assembled);
            if (stamp.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            new BuildRecord(inputs, stamp.get(), assembled, hashes.seen()).write(file);
        } catch (IOException e) {
            // The next build then finds no record, and builds.
        }
    }

    /** A name in an engine, or a tag that was not resolved, may refer to another image by now. */
    private static boolean isFixed(BaseReference base) {
        return base instanceof BaseReference.Registry registry
                ? registry.name().digest().isPresent()
                : !(base instanceof BaseReference.Daemon);
    }

    /** A snapshot of this plugin may change without its version. */
    private static String ownHash(FileHashCache hashes) throws IOException {
        CodeSource source = UpToDateCheck.class.getProtectionDomain().getCodeSource();
        try {
            Path jar =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? hashes.of(jar) : "";
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static String name(String text) {
        return Sha256.hex(text).substring(0, 40) + ".txt";
    }
}
