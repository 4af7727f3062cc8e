package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.engine.assembly.RegistryImages;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Images that every strategy pushes: looked at in the registry, with the bytes that it has received. What docker has built is in the
 * engine as well, and is removed there.
 *
 * @param engine the engine
 * @param registry the registry
 * @param platform which image of several
 */
public record PushedImages(ImageStore engine, RegistryImages registry, Platform platform) implements ImageStore {

    @Override
    public List<String> fetch(List<String> images) throws InterruptedException {
        return engine.fetch(images);
    }

    @Override
    public void save(String image, Path archive) throws InterruptedException {
        registry.save(ImageReference.parse(image, "compare.repository"), platform, archive);
    }

    @Override
    public void remove(Collection<String> names, Collection<String> ids) throws InterruptedException {
        engine.remove(names, ids);
    }
}
