package io.github.dockerstrategy.engine.jib;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.engine.oci.Blob;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Json;
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
import java.util.Objects;
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

    /** @return whether the daemon has the image now; not if it refused, or lacks something that is not at hand */
    boolean load(OciImage image, ImageSpec spec, Assembled before) throws IOException, InterruptedException {
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

    private boolean writeArchive(OciImage image, List<String> names, Optional<String> has) throws IOException {
        int common = has.isEmpty() ? 0 : common(has.get(), image.diffIds());
        List<String> layers = image.layers().stream().map(Blob::digest).toList();
        List<String> missing = layers.subList(common, layers.size());
        if (common == 0 || !image.own().keySet().containsAll(missing)) {
            return false;
        }
        String manifest = Json.write(List.of(Map.of(
                "Config",
                "config.json",
                "RepoTags",
                names,
                "Layers",
                layers.stream().map(DaemonIncrement::fileName).toList())));
        try (TarArchiveOutputStream tar = tar()) {
            for (String layer : new HashSet<>(missing)) {
                write(tar, fileName(layer), Objects.requireNonNull(image.own().get(layer)));
            }
            write(tar, "config.json", image.configuration());
            write(tar, "manifest.json", manifest);
        }
        return true;
    }

    private boolean writeLayout(OciImage image, ImageSpec spec, Assembled before) throws IOException {
        Set<String> there = new HashSet<>();
        before.layers().stream().map(LayerResult::digest).forEach(there::add);
        List<String> missing =
                image.layers().stream().map(Blob::digest).filter(there::add).toList();
        if (!image.own().keySet().containsAll(missing)) {
            return false;
        }
        String manifest = image.manifest();
        List<Map<String, Object>> entries = spec.allTags().stream()
                .map(tag -> Map.<String, Object>of(
                        "mediaType", image.mediaType(),
                        "digest", image.digest(),
                        "size", manifest.getBytes(UTF_8).length,
                        "annotations", Map.of("io.containerd.image.name", qualified(spec.name(), tag))))
                .toList();
        try (TarArchiveOutputStream tar = tar()) {
            write(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
            write(tar, "index.json", Json.write(Map.of("schemaVersion", 2, "manifests", entries)));
            write(tar, blob(image.digest()), manifest);
            write(tar, blob(image.id()), image.configuration());
            for (String layer : missing) {
                write(tar, blob(layer), Objects.requireNonNull(image.own().get(layer)));
            }
        }
        return true;
    }

    /** How many layers, from the bottom, are the same. */
    private static int common(String json, List<String> wanted) throws IOException {
        List<Object> has = Json.list(Json.read(json.getBytes(UTF_8)));
        int common = 0;
        while (common < Math.min(has.size(), wanted.size())
                && wanted.get(common).equals(has.get(common))) {
            common++;
        }
        return common;
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

    private static void write(TarArchiveOutputStream tar, String name, String text) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        byte[] content = text.getBytes(UTF_8);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void write(TarArchiveOutputStream tar, String name, PackedLayer layer) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(layer.size());
        tar.putArchiveEntry(entry);
        Files.copy(layer.file(), tar);
        tar.closeArchiveEntry();
    }
}
