package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The symbolic links of a base image that lie on the way to the files of a layout.
 *
 * <p>Layers are read from the top. A layer names the folders of its files, as a rule, so the layers below need not be read. What was found is
 * noted in the cache.
 *
 * @param base the base image
 * @param cache the cache for base images
 */
record BaseSymlinks(BaseImage base, Path cache) {

    private static final int BUFFER = 1 << 16;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String ALL = "";

    /** Reads them. */
    LinkedFolders on(Layout layout) throws IOException, InterruptedException {
        SortedSet<String> paths = paths(layout);
        Optional<String> noted = note(ALL).read();
        if (noted.isPresent()) {
            Map<String, String> links = new TreeMap<>();
            Json.object(noted.get().getBytes(UTF_8)).forEach((link, target) -> links.put(link, String.valueOf(target)));
            return folders(links);
        }
        if (note(paths.toString()).read().isPresent()) {
            return folders(Map.of());
        }
        Map<Layer, LayerLinks> read = new HashMap<>();
        if (hasNone(paths, read)) {
            note(paths.toString()).write("");
            return folders(Map.of());
        }
        return all(read);
    }

    /** Whether they can be read without a download. */
    boolean areKnown(Layout layout) throws IOException {
        return note(ALL).read().isPresent()
                || note(paths(layout).toString()).read().isPresent()
                || base.layers().hasAll(base.image().layers());
    }

    /** What must not be a link: the folders of a layout, and those of its files. */
    private static SortedSet<String> paths(Layout layout) {
        SortedSet<String> paths = new TreeSet<>();
        for (io.github.dockerstrategy.layout.Layer layer : layout.layers()) {
            for (Entry entry : layer.entries()) {
                Optional<ContainerPath> path = entry.isDirectory()
                        ? Optional.of(entry.path())
                        : entry.path().parent();
                while (path.isPresent()
                        && !path.get().equals(ContainerPath.ROOT)
                        && paths.add(path.get().value())) {
                    path = path.get().parent();
                }
            }
        }
        return paths;
    }

    /**
     * Reads layers from the top until it is clear of each path that it is no link, or until one is.
     *
     * @param read gets what was read
     */
    private boolean hasNone(Set<String> paths, Map<Layer, LayerLinks> read) throws IOException, InterruptedException {
        Set<String> open = new TreeSet<>(paths);
        List<Layer> layers = base.image().layers();
        for (int i = layers.size() - 1; i >= 0 && !open.isEmpty(); i--) {
            LayerLinks links =
                    base.layers().read(List.of(layers.get(i)), LayerLinks::read).get(0);
            read.put(layers.get(i), links);
            if (open.stream().anyMatch(links.own()::containsKey)) {
                return false;
            }
            open.removeIf(links::settles);
        }
        return true;
    }

    private LinkedFolders all(Map<Layer, LayerLinks> read) throws IOException, InterruptedException {
        List<Layer> others = base.image().layers().stream()
                .filter(layer -> !read.containsKey(layer))
                .distinct()
                .toList();
        List<LayerLinks> links = base.layers().read(others, LayerLinks::read);
        for (int i = 0; i < others.size(); i++) {
            read.put(others.get(i), links.get(i));
        }
        TreeMap<String, String> all = new TreeMap<>();
        for (Layer layer : base.image().layers()) {
            Objects.requireNonNull(read.get(layer)).applyTo(all);
        }
        note(ALL).write(Json.write(all));
        return folders(all);
    }

    private CacheNote note(String paths) {
        String key = base.image().config().diffIds() + paths;
        return new CacheNote(cache.resolve("links").resolve(Sha256.hex(key)));
    }

    private LinkedFolders folders(Map<String, String> links) {
        Map<ContainerPath, ContainerPath> folders = new TreeMap<>();
        links.forEach((link, target) -> {
            ContainerPath path = new ContainerPath(link);
            String from = target.startsWith("/") ? "" : path.parent().orElse(ContainerPath.ROOT) + "/";
            folders.put(path, new ContainerPath(from + target));
        });
        return new LinkedFolders(folders, "the base image " + base.reference());
    }

    /**
     * What one layer does to the symbolic links of those below.
     *
     * @param hidden paths below which everything of the layers below is gone
     * @param replaced paths that are no links any more
     * @param own the links in the layer
     */
    private record LayerLinks(Set<String> hidden, Set<String> replaced, Map<String, String> own) {

        static LayerLinks read(Layer layer, InputStream in) throws IOException {
            LayerLinks links = new LayerLinks(new HashSet<>(), new HashSet<>(), new TreeMap<>());
            InputStream file = new BufferedInputStream(in, BUFFER);
            try (InputStream tar = layer.compression().decompress(file, layer.size())) {
                TarArchiveInputStream entries = new TarArchiveInputStream(tar);
                for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    links.add(entry);
                }
            } catch (IOException e) {
                String damage = " is not a tar archive, or damaged (" + e.getMessage() + ")";
                throw new InvalidImageException(
                        InvalidImageException.Kind.MALFORMED, "layer " + layer.digest() + damage);
            }
            return links;
        }

        private void add(TarArchiveEntry entry) {
            ContainerPath path = new ContainerPath("/" + entry.getName());
            String name = path.fileName();
            String folder = path.parent().map(ContainerPath::value).orElse("");
            if (name.equals(OPAQUE)) {
                hidden.add(folder);
            } else if (name.startsWith(WHITEOUT)) {
                String gone = new ContainerPath(folder + "/" + name.substring(WHITEOUT.length())).value();
                hidden.add(gone);
                replaced.add(gone);
            } else if (entry.isSymbolicLink()) {
                own.put(path.value(), entry.getLinkName());
                hidden.add(path.value());
            } else {
                own.remove(path.value());
                replaced.add(path.value());
            }
        }

        /** Whether the layers below do not matter for a path that is no link in this one. */
        boolean settles(String path) {
            if (replaced.contains(path)) {
                return true;
            }
            Optional<ContainerPath> parent = new ContainerPath(path).parent();
            while (parent.isPresent()) {
                if (hidden.contains(parent.get().value())) {
                    return true;
                }
                parent = parent.get().parent();
            }
            return false;
        }

        /** Applies the layer to those below, whose links are in {@code links}. */
        void applyTo(TreeMap<String, String> links) {
            replaced.forEach(links::remove);
            hidden.forEach(
                    path -> links.subMap(path.equals("/") ? "/" : path + "/", path.equals("/") ? "0" : path + "0")
                            .clear());
            links.putAll(own);
        }
    }
}
