package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseImages;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The symbolic links of a base image that are in the way of a layout. The layers of the base are read from the top, and only until each
 * folder that the layout needs is known to be a folder. What was found is noted in the cache.
 *
 * @param base the base image
 * @param needed the folders that the layout needs
 * @param cache the cache for base images
 */
record BaseSymlinks(BaseImage base, SortedSet<ContainerPath> needed, Path cache) {

    /** Those in the way of {@code entries}. */
    static BaseSymlinks of(BaseImage base, List<Entry> entries, Path cache) {
        TreeSet<ContainerPath> needed = new TreeSet<>();
        for (Entry entry : entries) {
            Optional<ContainerPath> application = application(entry.path());
            if (application.isEmpty() && entry.isDirectory()) {
                needed.add(entry.path());
            }
            application.orElse(entry.path()).ancestors().forEach(needed::add);
        }
        needed.remove(ContainerPath.ROOT);
        return new BaseSymlinks(base, needed, cache);
    }

    /** The folder for applications that a path is in. What a base image has there is for the application to replace. */
    private static Optional<ContainerPath> application(ContainerPath path) {
        return BaseImages.APPLICATION_FOLDERS.stream()
                .filter(folder -> path.equals(folder) || path.isBelow(folder))
                .findFirst();
    }

    /** Whether no layer has to be read. */
    boolean areNone() {
        return needed.isEmpty() || base.image().layers().isEmpty();
    }

    /** Whether they can be read without a download. */
    boolean areKnown() throws IOException {
        return noted().isPresent() || base.layers().hasAll(base.image().layers());
    }

    /** Reads them: none if all that is needed are folders, and all links of the base image otherwise. */
    LinkedFolders read() throws IOException, InterruptedException {
        Optional<String> noted = noted();
        if (noted.isPresent()) {
            Map<String, String> links = new TreeMap<>();
            Json.object(noted.get().getBytes(UTF_8)).forEach((link, target) -> links.put(link, String.valueOf(target)));
            return folders(links);
        }
        List<Layer> unread = base.image().layers();
        List<LayerLinks> read = new ArrayList<>();
        for (int next = 1; !unread.isEmpty(); next *= 2) {
            int from = Math.max(0, unread.size() - next);
            read.addAll(0, base.layers().read(unread.subList(from, unread.size()), LayerLinks::read));
            unread = unread.subList(0, from);
            if (!unread.isEmpty() && areFolders(read)) {
                note(needed.toString()).write(Json.write(Map.of()));
                return folders(Map.of());
            }
        }
        TreeMap<String, String> links = new TreeMap<>();
        read.forEach(layer -> layer.applyTo(links));
        note("").write(Json.write(links));
        return folders(links);
    }

    /** Whether the layers that were read make folders of all that is needed. */
    private boolean areFolders(List<LayerLinks> layers) {
        return needed.stream()
                .allMatch(path -> layers.stream()
                        .flatMap(layer -> layer.isLink(path).stream())
                        .reduce((lower, upper) -> upper)
                        .filter(isLink -> !isLink)
                        .isPresent());
    }

    private Optional<String> noted() throws IOException {
        Optional<String> all = note("").read();
        return all.isPresent() ? all : note(needed.toString()).read();
    }

    /** A note of all links, or of those in the way of some folders. */
    private CacheNote note(String folders) {
        String key = base.image().config().diffIds() + folders;
        return new CacheNote(cache.resolve("links").resolve(Sha256.hex(key)));
    }

    private LinkedFolders folders(Map<String, String> links) {
        Map<ContainerPath, ContainerPath> folders = new TreeMap<>();
        links.forEach((link, target) -> {
            ContainerPath path = new ContainerPath(link);
            if (application(path).isPresent()) {
                return;
            }
            String from = target.startsWith("/") ? "" : path.parent().orElse(ContainerPath.ROOT) + "/";
            folders.put(path, new ContainerPath(from + target));
        });
        return new LinkedFolders(folders, "the base image " + base.reference());
    }
}
