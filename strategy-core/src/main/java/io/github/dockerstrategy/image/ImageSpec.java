package io.github.dockerstrategy.image;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * One image as it is wanted, whatever builds it.
 *
 * @param name where it belongs; the tag in it is the first tag
 * @param tags further tags
 * @param repositories further repositories that get the image, under the same tags; without tags of their own
 * @param from what it is laid upon
 * @param platforms what it runs on; more than one makes an image index
 * @param config what its containers do
 * @param run commands to run in it before the application's layers are laid, in order
 * @param created creation time in the image's configuration
 * @param manifest format and annotations of its manifest
 */
public record ImageSpec(
        ImageReference name,
        List<String> tags,
        List<ImageReference> repositories,
        BaseReference from,
        List<Platform> platforms,
        ContainerConfig config,
        List<String> run,
        Instant created,
        ManifestSpec manifest) {

    /** The default of all times in an image. Jib's choice as well: some tools take the epoch itself for "no time". */
    public static final Instant REPRODUCIBLE_TIME = Instant.ofEpochSecond(1);

    public ImageSpec {
        tags = List.copyOf(tags);
        repositories = List.copyOf(repositories);
        platforms = List.copyOf(platforms);
        run = List.copyOf(run);
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("an image needs a platform");
        }
    }

    /** An image for one repository. */
    public ImageSpec(
            ImageReference name,
            List<String> tags,
            BaseReference from,
            List<Platform> platforms,
            ContainerConfig config,
            List<String> run,
            Instant created,
            ManifestSpec manifest) {
        this(name, tags, List.of(), from, platforms, config, run, created, manifest);
    }

    /** The same image on another base. */
    public ImageSpec withBase(BaseReference other) {
        return new ImageSpec(name, tags, repositories, other, platforms, config, run, created, manifest);
    }

    /** The same image with another manifest. */
    public ImageSpec withManifest(ManifestSpec other) {
        return new ImageSpec(name, tags, repositories, from, platforms, config, run, created, other);
    }

    /** The first tag and all further ones, each once. */
    public List<String> allTags() {
        LinkedHashSet<String> all = new LinkedHashSet<>();
        all.add(name.tagOrLatest());
        all.addAll(tags);
        return new ArrayList<>(all);
    }

    /** All repositories that get the image; the first is that of its name. */
    public List<ImageReference> allRepositories() {
        LinkedHashSet<ImageReference> all = new LinkedHashSet<>();
        all.add(name);
        repositories.stream()
                .filter(other -> !other.familiarRepository().equals(name.familiarRepository()))
                .forEach(all::add);
        return new ArrayList<>(all);
    }

    /** The image's names: each repository with each tag. */
    public List<ImageReference> names() {
        return allRepositories().stream()
                .flatMap(repository -> allTags().stream().map(repository::withTag))
                .toList();
    }
}
