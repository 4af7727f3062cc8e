package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.PackedLayer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The symbolic links of a base image, as its layers have them. What was found is noted: the layers of a base are read once.
 *
 * @param layers has the layers
 */
public record BaseSymlinks(BaseLayers layers) {

    private static final int AT_ONCE = 1 << 16;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** The links of {@code base}. */
    public LinkedFolders of(BaseImage base) throws IOException, InterruptedException {
        CacheNote note = note(base);
        Optional<String> noted = note.read();
        if (noted.isPresent()) {
            Map<String, String> links = new TreeMap<>();
            Json.object(noted.get().getBytes(UTF_8)).forEach((link, target) -> links.put(link, String.valueOf(target)));
            return folders(links);
        }
        TreeMap<String, String> links = new TreeMap<>();
        for (PackedLayer layer : layers.fetch(base)) {
            try {
                add(layer, links);
            } catch (IOException e) {
                throw new BaseImageProblems(layers.name())
                        .malformed("layer " + layer.digest() + " is no tar archive, or a damaged one (" + e.getMessage()
                                + ")");
            }
        }
        note.write(Json.write(links));
        return folders(links);
    }

    /** Whether they can be had without a download. */
    public boolean areHere(BaseImage base) throws IOException {
        return note(base).read().isPresent() || layers.hasAll(base);
    }

    private CacheNote note(BaseImage base) {
        return new CacheNote(layers.cache().resolve("links").resolve(Sha256.hex(String.valueOf(base.diffIds()))));
    }

    private LinkedFolders folders(Map<String, String> links) {
        Map<ContainerPath, ContainerPath> folders = new TreeMap<>();
        links.forEach((link, target) -> {
            ContainerPath path = new ContainerPath(link);
            String from = target.startsWith("/") ? "" : path.parent().orElse(ContainerPath.ROOT) + "/";
            folders.put(path, new ContainerPath(from + target));
        });
        return new LinkedFolders(folders, "the base image " + layers.name());
    }

    /** Lays a layer upon those below, whose links are in {@code links}. */
    private static void add(PackedLayer layer, TreeMap<String, String> links) throws IOException {
        List<String> covered = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        Map<String, String> own = new TreeMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(layer.file()), AT_ONCE);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(layer.blob().compression().decompress(file, layer.size()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                ContainerPath path = new ContainerPath("/" + entry.getName());
                String name = path.fileName();
                String folder = path.parent().map(ContainerPath::value).orElse("");
                if (name.equals(OPAQUE)) {
                    covered.add(folder);
                } else if (name.startsWith(WHITEOUT)) {
                    String gone = new ContainerPath(folder + "/" + name.substring(WHITEOUT.length())).value();
                    covered.add(gone);
                    replaced.add(gone);
                } else if (entry.isSymbolicLink()) {
                    own.put(path.value(), entry.getLinkName());
                    covered.add(path.value());
                } else {
                    own.remove(path.value());
                    replaced.add(path.value());
                }
            }
        }
        replaced.forEach(links::remove);
        covered.forEach(path -> links.subMap(path.equals("/") ? "/" : path + "/", path.equals("/") ? "0" : path + "0")
                .clear());
        links.putAll(own);
    }
}
