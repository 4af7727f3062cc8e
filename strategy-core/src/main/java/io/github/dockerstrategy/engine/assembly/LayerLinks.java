package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What one layer of an image does to the symbolic links of those below.
 *
 * @param hidden folders whose content below the layer is gone
 * @param replaced paths that are no links any more; also each folder with something in it
 * @param own the links in the layer, and their targets
 */
record LayerLinks(Set<String> hidden, Set<String> replaced, Map<String, String> own) {

    private static final int BUFFER = 1 << 16;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

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
            throw new InvalidImageException(InvalidImageException.Kind.MALFORMED, "layer " + layer.digest() + damage);
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
        path.ancestors().map(ContainerPath::value).forEach(replaced::add);
    }

    /** Whether a path is a link in this layer; empty if the layers below decide. */
    Optional<Boolean> isLink(ContainerPath path) {
        if (own.containsKey(path.value())) {
            return Optional.of(true);
        }
        if (replaced.contains(path.value())) {
            return Optional.of(false);
        }
        boolean isHidden = path.ancestors().map(ContainerPath::value).anyMatch(hidden::contains);
        return isHidden ? Optional.of(false) : Optional.empty();
    }

    /** Applies the layer to those below, whose links are in {@code links}. */
    void applyTo(TreeMap<String, String> links) {
        replaced.forEach(links::remove);
        hidden.forEach(path -> links.subMap(path.equals("/") ? "/" : path + "/", path.equals("/") ? "0" : path + "0")
                .clear());
        links.putAll(own);
    }
}
