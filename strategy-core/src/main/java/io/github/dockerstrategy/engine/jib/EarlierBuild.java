package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.layout.FileHashes;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
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
public final class EarlierBuild {

    private final Path file;
    private final Optional<Memory> memory;
    private final Target target;
    private final FileHashes hashes;
    private final @Nullable LayerKeys keys;
    private final @Nullable String inputs;

    private EarlierBuild(
            Path file,
            Optional<Memory> memory,
            Target target,
            FileHashes hashes,
            @Nullable LayerKeys keys,
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
    static EarlierBuild of(
            AssembleWithJib step, BaseImage base, Layout layout, Path workFolder, JibSettings settings, Target target) {
        Path file = settings.results()
                .resolve(name(workFolder.toAbsolutePath() + " " + step.to().output() + " "
                        + step.image().name()));
        Optional<Memory> memory = Memory.read(file);
        FileHashes hashes = new FileHashes(memory.map(Memory::files).orElse(Map.of()));
        @Nullable LayerKeys keys = null;
        @Nullable String inputs = null;
        try {
            keys = LayerKeys.of(layout, hashes);
            if (isFixed(base)) {
                InputDigest digest = new InputDigest(hashes)
                        .add(settings.version())
                        .add(ownHash(hashes))
                        .add(step.image())
                        .add(step.format())
                        .add(step.to())
                        .add(base)
                        .add(layout, keys);
                inputs = (base instanceof BaseImage.Tar tar ? digest.add(tar.path()) : digest).hex();
            }
        } catch (IOException e) {
            inputs = null;
        }
        return new EarlierBuild(file, settings.force() ? Optional.empty() : memory, target, hashes, keys, inputs);
    }

    /** What the last build has made of the same inputs, if the target still has it. */
    public Optional<Assembled> result() {
        return memory.filter(known -> known.inputs().equals(inputs))
                .filter(known -> target.has(known.assembled(), known.target()))
                .map(Memory::assembled);
    }

    /** What the layers will be, where that could be told. */
    Optional<LayerKeys> keys() {
        return Optional.ofNullable(keys);
    }

    /** What the last build has made, of whatever inputs, if the target still has it. */
    Optional<Assembled> left() {
        return memory.filter(known -> target.has(known.assembled(), known.target()))
                .map(Memory::assembled);
    }

    /** Keeps what this build has made. */
    public void remember(Assembled assembled) {
        if (inputs == null) {
            return;
        }
        try {
            Optional<String> left = target.state(assembled);
            if (left.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            new Memory(inputs, left.get(), assembled, hashes.seen()).write(file);
        } catch (IOException e) {
            // Then the next build does all of its work.
        }
    }

    /** What a daemon calls by a name, or a registry when it was not asked, can be another image by now. */
    private static boolean isFixed(BaseImage base) {
        return base instanceof BaseImage.Registry registry
                ? registry.name().digest().isPresent()
                : !(base instanceof BaseImage.Daemon);
    }

    /** A snapshot of this plugin can be another one under the same version. */
    private static String ownHash(FileHashes hashes) throws IOException {
        CodeSource source = EarlierBuild.class.getProtectionDomain().getCodeSource();
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
