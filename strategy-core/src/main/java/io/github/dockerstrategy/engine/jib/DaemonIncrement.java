package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Gives a daemon what it lacks of an image, when it has the last build's. docker's own store takes an archive without the layers that it has
 * on the same layers below; containerd's takes an OCI layout without the blobs that it has.
 *
 * @param settings how the daemon is reached
 * @param archive where to write what is sent
 */
record DaemonIncrement(JibSettings settings, Path archive) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return whether the daemon has the image now; not if it refused, or lacks something that is not at hand */
    boolean load(PreparedImage image, ImageSpec spec, Assembled before) throws IOException, InterruptedException {
        Daemon daemon = settings.daemon();
        List<String> names = spec.names().stream().map(ImageName::toString).toList();
        boolean containerd = daemon.ask("info", "--format", "{{json .DriverStatus}}")
                .filter(status -> status.contains("io.containerd.snapshotter"))
                .isPresent();
        boolean written = containerd
                ? writeLayout(image, spec, before)
                : writeArchive(
                        image,
                        names,
                        daemon.ask("image", "inspect", "--format", "{{json .RootFS.Layers}}", names.get(0)));
        if (!written || !daemon.load(archive).succeeded()) {
            return false;
        }
        String id = containerd ? image.digest() : image.id();
        return daemon.ids(spec).filter(ids -> ids.lines().allMatch(id::equals)).isPresent();
    }

    private boolean writeArchive(PreparedImage image, List<String> names, Optional<String> has) throws IOException {
        int common = has.isEmpty() ? 0 : common(JSON.readTree(has.get()), image.diffIds());
        List<String> missing = image.layers().subList(common, image.layers().size());
        if (common == 0 || !image.own().keySet().containsAll(missing)) {
            return false;
        }
        byte[] manifest = JSON.writeValueAsBytes(List.of(Map.of(
                "Config",
                "config.json",
                "RepoTags",
                names,
                "Layers",
                image.layers().stream().map(DaemonIncrement::fileName).toList())));
        try (TarArchiveOutputStream tar = tar()) {
            for (String layer : new HashSet<>(missing)) {
                write(tar, fileName(layer), image.ownLayer(layer));
            }
            write(tar, "config.json", image.configuration());
            write(tar, "manifest.json", manifest);
        }
        return true;
    }

    private boolean writeLayout(PreparedImage image, ImageSpec spec, Assembled before) throws IOException {
        Set<String> there = new HashSet<>();
        before.layers().stream().map(LayerResult::digest).forEach(there::add);
        List<String> missing = image.layers().stream().filter(there::add).toList();
        if (!image.own().keySet().containsAll(missing)) {
            return false;
        }
        byte[] manifest = JsonTemplateMapper.toByteArray(image.manifest());
        List<Map<String, Object>> entries = spec.allTags().stream()
                .map(tag -> Map.<String, Object>of(
                        "mediaType", image.manifest().getManifestMediaType(),
                        "digest", digest(image),
                        "size", manifest.length,
                        "annotations", Map.of("io.containerd.image.name", qualified(spec.name(), tag))))
                .toList();
        try (TarArchiveOutputStream tar = tar()) {
            write(
                    tar,
                    "oci-layout",
                    "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            write(tar, "index.json", JSON.writeValueAsBytes(Map.of("schemaVersion", 2, "manifests", entries)));
            write(tar, blob(digest(image)), manifest);
            write(tar, blob(image.id()), image.configuration());
            for (String layer : missing) {
                write(tar, blob(layer), image.ownLayer(layer));
            }
        }
        return true;
    }

    /** How many layers, from the bottom, are the same. */
    private static int common(JsonNode has, List<String> wanted) {
        int common = 0;
        while (common < Math.min(has.size(), wanted.size())
                && has.get(common).asText().equals(wanted.get(common))) {
            common++;
        }
        return common;
    }

    private static String digest(PreparedImage image) {
        try {
            return image.digest();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String fileName(String digest) {
        return digest.substring(digest.indexOf(':') + 1) + ".tar.gz";
    }

    private static String blob(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    /** containerd knows no short names. */
    private static String qualified(ImageName name, String tag) {
        return name.registry() + "/" + name.repository() + ":" + tag;
    }

    private TarArchiveOutputStream tar() throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file, "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void write(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void write(TarArchiveOutputStream tar, String name, CachedLayer layer) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(layer.getSize());
        tar.putArchiveEntry(entry);
        layer.getBlob().writeTo(tar);
        tar.closeArchiveEntry();
    }
}
