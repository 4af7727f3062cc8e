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
 * The build before this one: what went into it, and what came out. With the same inputs there is nothing to do, as long as the target still
 * has the result. Whatever cannot be told for sure counts as changed.
 */
public final class UpToDateCheck {

    private final Path file;
    private final Optional<BuildRecord> memory;
    private final Target target;
    private final FileHashCache hashes;
    private final @Nullable LayerContentKeys keys;
    private final @Nullable String inputs;

    private UpToDateCheck(
            Path file,
            Optional<BuildRecord> memory,
            Target target,
            FileHashCache hashes,
            @Nullable LayerContentKeys keys,
            @Nullable String inputs) {
        this.file = file;
        this.memory = memory;
        this.target = target;
        this.hashes = hashes;
        this.keys = keys;
        this.inputs = inputs;
    }

    /**
     * Looks up what is known of the last build of the same image to the same kind of place.
     *
     * @param base what it is laid on, with its digest
     * @param layout its layers
     * @param settings where it is kept, and which version of this plugin builds
     * @param target where the image goes
     */
    static UpToDateCheck of(
            AssembleImage step,
            BaseReference base,
            Layout layout,
            Path workFolder,
            AssemblySettings settings,
            Target target) {
        Path file = settings.results()
                .resolve(name(workFolder.toAbsolutePath() + " " + step.to().output() + " "
                        + step.image().name()));
        Optional<BuildRecord> memory = BuildRecord.read(file);
        FileHashCache hashes = new FileHashCache(memory.map(BuildRecord::files).orElse(Map.of()));
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
        return new UpToDateCheck(file, settings.force() ? Optional.empty() : memory, target, hashes, keys, inputs);
    }

    /** What the last build has made of the same inputs, if the target still has it. */
    public Optional<BuiltImage> result() {
        return memory.filter(known -> known.inputs().equals(inputs))
                .filter(known -> target.has(known.assembled(), known.target()))
                .map(BuildRecord::assembled);
    }

    /** What the layers will be, where that could be told. */
    Optional<LayerContentKeys> keys() {
        return Optional.ofNullable(keys);
    }

    /** What the last build has made, of whatever inputs, if the target still has it. */
    Optional<BuiltImage> left() {
        return memory.filter(known -> target.has(known.assembled(), known.target()))
                .map(BuildRecord::assembled);
    }

    /** Keeps what this build has made. */
    public void remember(BuiltImage assembled) {
        if (inputs == null) {
            return;
        }
        try {
            Optional<String> left = target.state(assembled);
            if (left.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            new BuildRecord(inputs, left.get(), assembled, hashes.seen()).write(file);
        } catch (IOException e) {
            // Then the next build does all of its work.
        }
    }

    /** What a daemon calls by a name, or a registry when it was not asked, can be another image by now. */
    private static boolean isFixed(BaseReference base) {
        return base instanceof BaseReference.Registry registry
                ? registry.name().digest().isPresent()
                : !(base instanceof BaseReference.Daemon);
    }

    /** A snapshot of this plugin can be another one under the same version. */
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
