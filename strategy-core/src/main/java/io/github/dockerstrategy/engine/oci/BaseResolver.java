package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Json;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Outcome;
import io.github.dockerstrategy.report.BuildLog;
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
public record BaseResolver(
        Path cache,
        Predicate<ImageName> reachable,
        Function<ImageName, RegistryClient> registries,
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
    public Base resolve(BaseImage base, Platform platform) throws IOException, InterruptedException {
        Base resolved = find(base, platform);
        refuseOther(base, resolved, platform);
        return resolved;
    }

    /** An index can be wrong about an image, and one without an index is for one platform only. */
    private static void refuseOther(BaseImage base, Base resolved, Platform platform) {
        Platform found = resolved.platform(platform);
        if (!platform.isSameAs(found)) {
            throw new BaseProblems(base.toString()).notFor(platform, found.toString());
        }
    }

    private Base find(BaseImage base, Platform platform) throws IOException, InterruptedException {
        if (base instanceof BaseImage.Registry registry) {
            try {
                return inRegistry(registry.name(), platform);
            } catch (IOException e) {
                throw problem(e, registry.name());
            }
        }
        if (base instanceof BaseImage.Tar tar) {
            return inArchive(tar, platform);
        }
        return base instanceof BaseImage.Daemon image ? inDaemon(image, platform) : Base.nothing(platform);
    }

    /** Whether the registry of {@code base} may be asked. */
    public boolean isReachable(ImageName base) {
        return reachable.test(base);
    }

    /** Refuses an archive that is not there, before anything is built. */
    public void check(BaseImage.Tar tar) {
        if (!Files.exists(tar.path())) {
            throw new ProblemException(Problem.of(
                    "missing-file", "'" + tar.path() + "' does not exist.", BaseProblems.WHERE, "correct the path"));
        }
        if (!Files.isRegularFile(tar.path())) {
            throw new BaseProblems(tar.path().toString()).badArchive("it is a folder");
        }
    }

    /** Where the layers of a base are had from. */
    public BaseLayers layers(BaseImage base) {
        if (base instanceof BaseImage.Registry registry && reachable.test(registry.name())) {
            return new BaseLayers(base.toString(), cache, new InRegistry(registry.name(), registries), log);
        }
        return new BaseLayers(
                base.toString(),
                cache,
                layer -> {
                    throw new BaseProblems(base.toString()).notCached();
                },
                log);
    }

    /** The layers of a base in a registry. */
    private record InRegistry(ImageName base, Function<ImageName, RegistryClient> registries)
            implements BaseLayers.Source {

        /** One byte more may be read than was declared, to see that it is too large. */
        @Override
        public InputStream open(Blob layer) throws IOException {
            try {
                return registries.apply(base).open(new Blob(layer.digest(), layer.size() + 1));
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public IOException failure(IOException reading) {
            throw problem(reading, base);
        }
    }

    private static ProblemException problem(IOException failure, ImageName base) {
        return new RegistryProblems("pull the base image", base, BaseProblems.WHERE).of(failure);
    }

    /** Keeps what a tag stood for, for builds without a network. */
    public void remember(ImageName named, ImageName pinned) throws IOException {
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
    public ImageName remembered(ImageName named) {
        return kept(named).orElseThrow(() -> new BaseProblems(named.toString()).notCached());
    }

    /** The same; empty if there was none. */
    public Optional<ImageName> kept(ImageName named) {
        return named.digest().isPresent()
                ? Optional.of(named)
                : documents().digest(key(named)).map(named::withDigest);
    }

    private static String key(ImageName named) {
        return "tag " + named;
    }

    private Base inRegistry(ImageName pinned, Platform platform) throws IOException {
        BaseProblems problems = new BaseProblems(pinned.toString());
        String digest = pinned.digest().orElseThrow();
        Map<String, Object> manifest =
                object(document(pinned, digest, RegistryClient::manifestBytes), "its manifest", problems);
        if (BaseIndex.isOne(manifest)) {
            Blob entry = Base.descriptor("its index", new BaseIndex(manifest, problems).entry(platform), problems);
            manifest = object(
                    sized(entry, document(pinned, entry.digest(), RegistryClient::manifestBytes), problems),
                    "its manifest",
                    problems);
        }
        Blob config = Base.descriptor("its configuration", Json.object(manifest.get("config")), problems);
        if (config.size() > LARGEST_DOCUMENT) {
            throw problems.malformed(
                    "its configuration has " + config.size() + " bytes, more than " + LARGEST_DOCUMENT);
        }
        byte[] configuration = sized(
                config,
                document(pinned, config.digest(), (registry, blob) -> Optional.of(registry.documentBytes(blob))),
                problems);
        return Base.of(manifest, object(configuration, "its configuration", problems), problems);
    }

    private byte[] document(ImageName pinned, String digest, Question question) throws IOException {
        Optional<byte[]> kept = documents().find(digest);
        if (kept.isPresent()) {
            return kept.get();
        }
        BaseProblems problems = new BaseProblems(pinned.toString());
        if (!reachable.test(pinned)) {
            throw problems.notCached();
        }
        byte[] bytes = question.ask(registries.apply(pinned), digest).orElseThrow(() -> problems.missing(digest));
        String found = OciImage.digest(bytes);
        if (!found.equals(digest)) {
            throw problems.mismatch("the registry gives " + found + " for " + digest);
        }
        documents().keep(bytes);
        return bytes;
    }

    private static byte[] sized(Blob descriptor, byte[] bytes, BaseProblems problems) {
        if (bytes.length != descriptor.size()) {
            throw problems.mismatch(
                    descriptor.digest() + " is declared with " + descriptor.size() + " bytes, but has " + bytes.length);
        }
        return bytes;
    }

    private static Map<String, Object> object(byte[] bytes, String what, BaseProblems problems) {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            throw problems.malformed(what + " is no JSON object, or nested too deep");
        }
    }

    private Base inArchive(BaseImage.Tar tar, Path file, String key, Platform platform) throws IOException {
        BaseProblems problems = new BaseProblems(tar.path().toString());
        BaseArchive read = new BaseArchive(file, cache, problems);
        read.read(platform);
        Base base = Base.of(
                object(read.manifest(), "its manifest", problems),
                object(read.configuration(), "its configuration", problems),
                problems);
        documents().keep(read.configuration());
        documents().keepName(key, documents().keep(read.manifest()));
        return base;
    }

    private Base inArchive(BaseImage.Tar tar, Platform platform) throws IOException {
        check(tar);
        String key = "archive " + Sha256.hex(tar.path()) + " " + platform;
        Optional<Base> kept = kept(key, new BaseProblems(tar.path().toString()));
        return kept.isPresent() ? kept.get() : inArchive(tar, tar.path(), key, platform);
    }

    private Base inDaemon(BaseImage.Daemon image, Platform platform) throws IOException, InterruptedException {
        String name = image.name().toString();
        String id = daemon.ask("image", "inspect", "--format", "{{.Id}}", name)
                .map(String::strip)
                .orElseThrow(() -> new ProblemException(Problem.ofEnvironment(
                        "base-not-in-daemon",
                        "'" + daemon.executable() + "' has no image " + name + ".",
                        BaseProblems.WHERE,
                        "pull or build it first, or take it from a registry: <from>" + name + "</from>")));
        String key = "daemon " + id + " " + platform;
        Optional<Base> kept = kept(key, new BaseProblems(image.toString()));
        if (kept.isPresent()) {
            return kept.get();
        }
        Files.createDirectories(cache.resolve("tmp"));
        Path archive = Files.createTempFile(cache.resolve("tmp"), "base", ".tar");
        try {
            Outcome saved = daemon.save(id, archive);
            if (!saved.succeeded()) {
                throw new ProblemException(Problem.ofEnvironment(
                        "base-not-in-daemon",
                        "'" + daemon.executable() + " save' of " + name + " failed: "
                                + String.join("\n", saved.lastLines(LINES_QUOTED)),
                        BaseProblems.WHERE,
                        "see that the image is complete, or take it from a registry: <from>" + name + "</from>"));
            }
            return inArchive(new BaseImage.Tar(Path.of(name)), archive, key, platform);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** What is known of an archive that was read before, if its layers are still here. */
    private Optional<Base> kept(String key, BaseProblems problems) throws IOException {
        Optional<byte[]> manifest = documents().digest(key).flatMap(documents()::find);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> document = object(manifest.get(), "its manifest", problems);
        Blob config = Base.descriptor("its configuration", Json.object(document.get("config")), problems);
        Optional<byte[]> configuration = documents().find(config.digest());
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        Base base = Base.of(document, object(configuration.get(), "its configuration", problems), problems);
        return layers(new BaseImage.Scratch()).hasAll(base) ? Optional.of(base) : Optional.empty();
    }

    private BaseDocuments documents() {
        return new BaseDocuments(cache.resolve("documents"));
    }
}
