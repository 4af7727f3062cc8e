package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.RegistryClient;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.oci.store.DocumentStore;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds out what base images are, wherever they come from, and gets their layers. Nothing is believed that can be checked: documents are
 * held against the digests and sizes that name them, layers against digest, size and diff ID; what differs is refused.
 *
 * @param cache the cache for base images
 * @param reachable whether the registry of an image may be asked; without a network only one on this machine may
 * @param registries clients of repositories
 * @param daemon has the images of {@code docker://}
 * @param log hears how far it is
 */
public record BaseImageResolver(
        Path cache,
        Predicate<ImageReference> reachable,
        Function<ImageReference, RegistryClient> registries,
        Daemon daemon,
        BuildLog log) {

    private static final int LARGEST_DOCUMENT = 8 << 20;
    private static final int LINES_QUOTED = 5;

    /** Asks for a document by its digest. */
    @FunctionalInterface
    private interface Question {
        Optional<byte[]> ask(RegistryClient registry, String digest) throws IOException;
    }

    /**
     * The base image for {@code platform}.
     *
     * @param base with its digest, if it is in a registry
     * @throws ProblemException if it is not what it promises to be
     * @throws IOException if it cannot be asked for
     */
    public BaseImage resolve(BaseReference base, Platform platform) throws IOException, InterruptedException {
        BaseImage resolved = find(base, platform);
        refuseOther(base, resolved, platform);
        return resolved;
    }

    /** An index can be wrong about an image, and one without an index is for one platform only. */
    private static void refuseOther(BaseReference base, BaseImage resolved, Platform platform) {
        Platform found = resolved.platform(platform);
        if (!platform.isSameAs(found)) {
            throw new BaseImageProblems(base.toString()).notFor(platform, found.toString());
        }
    }

    private BaseImage find(BaseReference base, Platform platform) throws IOException, InterruptedException {
        if (base instanceof BaseReference.Registry registry) {
            try {
                return inRegistry(registry.name(), platform);
            } catch (IOException e) {
                throw problem(e, registry.name());
            }
        }
        if (base instanceof BaseReference.Tar tar) {
            return inArchive(tar, platform);
        }
        return base instanceof BaseReference.Daemon image ? inDaemon(image, platform) : BaseImage.nothing(platform);
    }

    /** Whether the registry of {@code base} may be asked. */
    public boolean isReachable(ImageReference base) {
        return reachable.test(base);
    }

    /** Refuses an archive that is not there, before anything is built. */
    public void check(BaseReference.Tar tar) {
        if (!Files.exists(tar.path())) {
            throw new ProblemException(Problem.of(
                    "missing-file",
                    "'" + tar.path() + "' does not exist.",
                    BaseImageProblems.WHERE,
                    "correct the path"));
        }
        if (!Files.isRegularFile(tar.path())) {
            throw new BaseImageProblems(tar.path().toString()).badArchive("it is a folder");
        }
    }

    /** Where the layers of a base are had from. */
    public BaseLayers layers(BaseReference base) {
        if (base instanceof BaseReference.Registry registry && reachable.test(registry.name())) {
            return new BaseLayers(base.toString(), cache, new InRegistry(registry.name(), registries), log);
        }
        return new BaseLayers(
                base.toString(),
                cache,
                layer -> {
                    throw new BaseImageProblems(base.toString()).notCached();
                },
                log);
    }

    /** The layers of a base in a registry. */
    private record InRegistry(ImageReference base, Function<ImageReference, RegistryClient> registries)
            implements BaseLayers.Source {

        /** One byte more may be read than was declared, to see that it is too large. */
        @Override
        public InputStream open(Descriptor layer) throws IOException {
            try {
                return registries.apply(base).open(new Descriptor(layer.digest(), layer.size() + 1));
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public IOException failure(IOException reading) {
            throw problem(reading, base);
        }
    }

    private static ProblemException problem(IOException failure, ImageReference base) {
        return new RegistryProblems("pull the base image", base, BaseImageProblems.WHERE).of(failure);
    }

    /** Keeps what a tag stood for, for builds without a network. */
    public void remember(ImageReference named, ImageReference pinned) throws IOException {
        String digest = pinned.digest().orElseThrow();
        if (named.digest().isEmpty()
                && documents().digest(key(named)).filter(digest::equals).isEmpty()) {
            documents().keepName(key(named), digest);
        }
    }

    /**
     * The name with the digest that its tag had in the last build with a network.
     *
     * @throws ProblemException if there was none
     */
    public ImageReference remembered(ImageReference named) {
        return kept(named).orElseThrow(() -> new BaseImageProblems(named.toString()).notCached());
    }

    /** The same; empty if there was none. */
    public Optional<ImageReference> kept(ImageReference named) {
        return named.digest().isPresent()
                ? Optional.of(named)
                : documents().digest(key(named)).map(named::withDigest);
    }

    private static String key(ImageReference named) {
        return "tag " + named;
    }

    private BaseImage inRegistry(ImageReference pinned, Platform platform) throws IOException {
        BaseImageProblems problems = new BaseImageProblems(pinned.toString());
        String digest = pinned.digest().orElseThrow();
        Map<String, Object> manifest =
                object(document(pinned, digest, RegistryClient::manifestBytes), "its manifest", problems);
        if (BaseIndex.isOne(manifest)) {
            Descriptor entry =
                    BaseImage.descriptor("its index", new BaseIndex(manifest, problems).entry(platform), problems);
            manifest = object(
                    sized(entry, document(pinned, entry.digest(), RegistryClient::manifestBytes), problems),
                    "its manifest",
                    problems);
        }
        Descriptor config = BaseImage.descriptor("its configuration", Json.object(manifest.get("config")), problems);
        if (config.size() > LARGEST_DOCUMENT) {
            throw problems.malformed(
                    "its configuration has " + config.size() + " bytes, more than " + LARGEST_DOCUMENT);
        }
        byte[] configuration = sized(
                config,
                document(pinned, config.digest(), (registry, blob) -> Optional.of(registry.documentBytes(blob))),
                problems);
        return BaseImage.of(manifest, object(configuration, "its configuration", problems), problems);
    }

    private byte[] document(ImageReference pinned, String digest, Question question) throws IOException {
        Optional<byte[]> kept = documents().find(digest);
        if (kept.isPresent()) {
            return kept.get();
        }
        BaseImageProblems problems = new BaseImageProblems(pinned.toString());
        if (!reachable.test(pinned)) {
            throw problems.notCached();
        }
        byte[] bytes = question.ask(registries.apply(pinned), digest).orElseThrow(() -> problems.missing(digest));
        String found = Image.digest(bytes);
        if (!found.equals(digest)) {
            throw problems.mismatch("the registry gives " + found + " for " + digest);
        }
        documents().keep(bytes);
        return bytes;
    }

    private static byte[] sized(Descriptor descriptor, byte[] bytes, BaseImageProblems problems) {
        if (bytes.length != descriptor.size()) {
            throw problems.mismatch(
                    descriptor.digest() + " is declared with " + descriptor.size() + " bytes, but has " + bytes.length);
        }
        return bytes;
    }

    private static Map<String, Object> object(byte[] bytes, String what, BaseImageProblems problems) {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            throw problems.malformed(what + " is no JSON object, or nested too deep");
        }
    }

    private BaseImage inArchive(BaseReference.Tar tar, Path file, String key, Platform platform) throws IOException {
        BaseImageProblems problems = new BaseImageProblems(tar.path().toString());
        BaseImageArchive read = new BaseImageArchive(file, cache, problems);
        read.read(platform);
        BaseImage base = BaseImage.of(
                object(read.manifest(), "its manifest", problems),
                object(read.configuration(), "its configuration", problems),
                problems);
        documents().keep(read.configuration());
        documents().keepName(key, documents().keep(read.manifest()));
        return base;
    }

    private BaseImage inArchive(BaseReference.Tar tar, Platform platform) throws IOException {
        check(tar);
        String key = "archive " + Sha256.hex(tar.path()) + " " + platform;
        Optional<BaseImage> kept = kept(key, new BaseImageProblems(tar.path().toString()));
        return kept.isPresent() ? kept.get() : inArchive(tar, tar.path(), key, platform);
    }

    private BaseImage inDaemon(BaseReference.Daemon image, Platform platform) throws IOException, InterruptedException {
        String name = image.name().toString();
        String id = daemon.ask("image", "inspect", "--format", "{{.Id}}", name)
                .map(String::strip)
                .orElseThrow(() -> new ProblemException(Problem.ofEnvironment(
                        "base-not-in-daemon",
                        "'" + daemon.executable() + "' has no image " + name + ".",
                        BaseImageProblems.WHERE,
                        "pull or build it first, or take it from a registry: " + setting("from", name))));
        String key = "daemon " + id + " " + platform;
        Optional<BaseImage> kept = kept(key, new BaseImageProblems(image.toString()));
        if (kept.isPresent()) {
            return kept.get();
        }
        Files.createDirectories(cache.resolve("tmp"));
        Path archive = Files.createTempFile(cache.resolve("tmp"), "base", ".tar");
        try {
            ProcessResult saved = daemon.save(id, archive);
            if (!saved.succeeded()) {
                throw new ProblemException(Problem.ofEnvironment(
                        "base-not-in-daemon",
                        "'" + daemon.executable() + " save' of " + name + " failed: "
                                + String.join("\n", saved.lastLines(LINES_QUOTED)),
                        BaseImageProblems.WHERE,
                        "see that the image is complete, or take it from a registry: " + setting("from", name)));
            }
            return inArchive(new BaseReference.Tar(Path.of(name)), archive, key, platform);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** What is known of an archive that was read before, if its layers are still here. */
    private Optional<BaseImage> kept(String key, BaseImageProblems problems) throws IOException {
        Optional<byte[]> manifest = documents().digest(key).flatMap(documents()::find);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> document = object(manifest.get(), "its manifest", problems);
        Descriptor config = BaseImage.descriptor("its configuration", Json.object(document.get("config")), problems);
        Optional<byte[]> configuration = documents().find(config.digest());
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        BaseImage base = BaseImage.of(document, object(configuration.get(), "its configuration", problems), problems);
        return layers(new BaseReference.Scratch()).hasAll(base) ? Optional.of(base) : Optional.empty();
    }

    private DocumentStore documents() {
        return new DocumentStore(cache.resolve("documents"));
    }
}
