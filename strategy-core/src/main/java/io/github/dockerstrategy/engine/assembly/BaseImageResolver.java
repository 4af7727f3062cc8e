package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.BlobSource;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSource;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.ReferencedImage;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.store.ArchiveSource;
import io.github.dockerstrategy.oci.store.DownloadedLayers;
import io.github.dockerstrategy.oci.store.EngineSource;
import io.github.dockerstrategy.oci.store.EngineStore;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Resolves base images, wherever they are. Everything that can be verified is verified: documents against the digests and sizes that
 * refer to them, layers against digest, size and diff ID. A mismatch is a refusal.
 *
 * @param cache the cache for base images
 * @param network whether the registry of an image may be used
 * @param clients reach registries
 * @param engine has the images of {@code docker://}
 * @param log receives progress
 */
record BaseImageResolver(
        BaseImageCache cache, Network network, RegistryClients clients, EngineStore engine, BuildLog log) {

    /**
     * Finds out which image a name refers to now, so that the build uses what was checked.
     *
     * @param digests asks for the digests of tags
     * @return the name with its digest
     * @throws ProblemException if the image cannot be resolved, or states a Java older than {@code java}
     */
    ImageReference pin(ImageReference base, Platform platform, JavaRequirement java, TagDigests digests)
            throws IOException, InterruptedException {
        ImageReference pinned = base.digest().isPresent() ? base : pinned(base, digests);
        Optional<String> known = cache.javaVersion(pinned, platform);
        if (known.isPresent()) {
            java.check(base, known.get());
            return pinned;
        }
        String version = resolve(new BaseReference.Registry(pinned), platform)
                .image()
                .config()
                .parameters()
                .variable(JavaRequirement.VARIABLE)
                .orElse("");
        java.check(base, version);
        cache.rememberJavaVersion(pinned, platform, version);
        return pinned;
    }

    /** Without a network, a registry on this machine is used too, but may not be running. */
    private ImageReference pinned(ImageReference base, TagDigests digests) {
        if (!network.reaches(base)) {
            return cache.pinned(base)
                    .orElseThrow(() -> new BaseImageProblems(new BaseReference.Registry(base)).notCached());
        }
        try {
            return base.withDigest(digests.ofBase(base));
        } catch (ProblemException e) {
            Optional<ImageReference> cached = network.isOffline() ? cache.pinned(base) : Optional.empty();
            return cached.orElseThrow(() -> e);
        }
    }

    /**
     * The base image for {@code platform}.
     *
     * @param base with its digest, if it is in a registry
     * @throws ProblemException if it cannot be resolved, or is not what it promises to be
     * @throws IOException if the cache cannot be used
     */
    BaseImage resolve(BaseReference base, Platform platform) throws IOException, InterruptedException {
        BaseImageProblems problems = new BaseImageProblems(base);
        try {
            Image image = read(base, platform, problems);
            Platform has = image.config().platform(platform);
            if (!platform.isSameAs(has)) {
                throw problems.notFor(platform, has);
            }
            if (!image.config().parameters().onBuild().isEmpty()) {
                throw problems.onBuild(image.config().parameters().onBuild());
            }
            return new BaseImage(base, image, layers(base, problems));
        } catch (IOException e) {
            throw problems.of(e);
        }
    }

    private Image read(BaseReference base, Platform platform, BaseImageProblems problems)
            throws IOException, InterruptedException {
        if (base instanceof BaseReference.Registry registry) {
            ImageReference name = registry.name();
            CachedDocuments documents =
                    new CachedDocuments(cache.documents(), () -> clients.toPullBase(reachable(name, problems)));
            return new ReferencedImage(documents, name.digest().orElseThrow()).read(platform);
        }
        if (base instanceof BaseReference.Tar tar) {
            checkExists(tar);
            String key = "archive " + Sha256.hex(tar.path()) + " " + platform;
            return cached(key, new ArchiveSource(tar.path(), cache.layers()), platform);
        }
        return base instanceof BaseReference.Daemon daemon
                ? inEngine(daemon.name(), platform, problems)
                : Image.empty(platform);
    }

    private ImageReference reachable(ImageReference name, BaseImageProblems problems) {
        if (!network.reaches(name)) {
            throw problems.notCached();
        }
        return name;
    }

    private Image inEngine(ImageReference name, Platform platform, BaseImageProblems problems)
            throws IOException, InterruptedException {
        String id = engine.id(name).orElseThrow(() -> problems.notInEngine(engine.executable(), name.toString()));
        try {
            return cached("daemon " + id + " " + platform, new EngineSource(engine, id, cache.layers()), platform);
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException e) {
            throw problems.notSaved(name.toString(), e);
        }
    }

    /** An archive that was read before is not read again, if its layers are still here. */
    private Image cached(String key, ImageSource source, Platform platform) throws IOException, InterruptedException {
        Optional<Image> known = cache.image(key);
        if (known.isPresent() && hasAllLayers(known.get())) {
            return known.get();
        }
        Image image = source.read(platform);
        cache.rememberImage(key, image);
        return image;
    }

    private boolean hasAllLayers(Image image) throws IOException {
        BaseReference none = new BaseReference.Scratch();
        return layers(none, new BaseImageProblems(none)).hasAll(image.layers());
    }

    private BaseLayers layers(BaseReference base, BaseImageProblems problems) {
        BlobSource source = blob -> {
            if (base instanceof BaseReference.Registry registry) {
                return clients.toPullBase(reachable(registry.name(), problems)).open(blob);
            }
            throw problems.notCached();
        };
        return new BaseLayers(new DownloadedLayers(base.toString(), cache.layers(), source, log), problems);
    }

    /** Refuses an archive that does not exist, before anything is built. */
    void checkExists(BaseReference.Tar tar) {
        if (!Files.exists(tar.path())) {
            throw BaseImageProblems.missing(tar.path());
        }
        if (!Files.isRegularFile(tar.path())) {
            throw new BaseImageProblems(tar).notAnArchive("it is a folder");
        }
    }
}
