package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The symbolic links of a base image. They are noted in the cache: the layers of a base image are read once.
 *
 * @param base the base image
 * @param cache the cache for base images
 */
record BaseSymlinks(BaseImage base, Path cache) {

    private static final int BUFFER = 1 << 16;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** Reads them. */
    LinkedFolders read() throws IOException, InterruptedException {
        Optional<String> noted = note().read();
        if (noted.isPresent()) {
            Map<String, String> links = new TreeMap<>();
            Json.object(noted.get().getBytes(UTF_8)).forEach((link, target) -> links.put(link, String.valueOf(target)));
            return folders(links);
        }
        TreeMap<String, String> links = new TreeMap<>();
        for (LayerLinks layer : base.layers().read(base.image().layers(), LayerLinks::read)) {
            layer.applyTo(links);
        }
        note().write(Json.write(links));
        return folders(links);
    }

    /** Whether they can be read without a download. */
    boolean areKnown() throws IOException {
        return note().read().isPresent() || base.layers().hasAll(base.image().layers());
    }

    private CacheNote note() {
        String key = String.valueOf(base.image().config().diffIds());
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
     * @param hidden folders whose content below the layer is gone
     * @param replaced paths that are no links any more
     * @param own the links in the layer
     */
    private record LayerLinks(List<String> hidden, List<String> replaced, Map<String, String> own) {

        static LayerLinks read(Layer layer, InputStream in) throws IOException {
            LayerLinks links = new LayerLinks(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
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
