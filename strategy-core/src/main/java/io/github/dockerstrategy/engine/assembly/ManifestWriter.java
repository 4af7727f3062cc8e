package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.MediaTypes;
import io.github.dockerstrategy.oci.PackedLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image's configuration and manifest as jib does it, field by field, so that the digest is that of jib's image wherever jib
 * keeps all of the base. A test holds them against jib's. What jib drops of a base is kept, as docker keeps it.
 *
 * @param spec the image that is wanted
 * @param format the form of its documents, where the base allows it
 * @param base what it is laid on
 * @param tool what the history says of the layers' maker
 */
public record ManifestWriter(ImageSpec spec, ImageFormat format, BaseImage base, String tool) {

    /** What an image on the base still is, of what jib does not know. */
    private static final List<String> OF_THE_PLATFORM = List.of("author", "variant", "os.version", "os.features");

    /** What is written anew, or was true of the container that the base was made in. */
    private static final Set<String> NOT_INHERITED = Set.of(
            "Hostname",
            "Domainname",
            "AttachStdin",
            "AttachStdout",
            "AttachStderr",
            "Tty",
            "OpenStdin",
            "StdinOnce",
            "Image",
            "MacAddress",
            "NetworkDisabled",
            "OnBuild");

    private static final Set<String> WRITTEN = Set.of(
            "Env", "Entrypoint", "Cmd", "Healthcheck", "ExposedPorts", "Labels", "WorkingDir", "User", "Volumes");

    /** Docker's format has no layers in Zstandard: where the base has one, the image is in the OCI's. */
    public ManifestWriter {
        boolean onlyOci = base.layers().stream().anyMatch(layer -> layer.compression() == Compression.ZSTD);
        format = onlyOci ? ImageFormat.OCI : format;
    }

    /**
     * The image with its layers.
     *
     * @param names of the layers, for the history
     * @param packed the layers above the base
     */
    public Image of(List<String> names, List<PackedLayer> packed) throws IOException {
        List<Descriptor> layers = new ArrayList<>(base.layers());
        List<String> diffIds =
                new ArrayList<>(base.diffIds().stream().map(String::valueOf).toList());
        Map<String, PackedLayer> own = new LinkedHashMap<>();
        for (PackedLayer layer : packed) {
            layers.add(layer.blob());
            diffIds.add(layer.diffId());
            own.put(layer.digest(), layer);
        }
        String configuration = Json.write(configuration(names, diffIds));
        Descriptor blob =
                new Descriptor(Image.digest(configuration), configuration.getBytes(UTF_8).length, Compression.NONE);
        return new Image(format, layers, diffIds, own, configuration, Json.write(manifest(blob, layers)));
    }

    private Map<String, Object> configuration(List<String> names, List<String> diffIds) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("created", spec.created().toString());
        document.put("architecture", given("architecture", "amd64"));
        document.put("os", given("os", "linux"));
        document.put("config", config());
        document.put("history", history(names));
        document.put("rootfs", ordered("type", "layers", "diff_ids", diffIds));
        for (String name : OF_THE_PLATFORM) {
            Object value = base.configuration().get(name);
            if (!isEmpty(value)) {
                document.put(name, value);
            }
        }
        return document;
    }

    private Object given(String name, String otherwise) {
        Object value = base.configuration().get(name);
        return value == null ? otherwise : value;
    }

    private Map<String, Object> config() {
        ContainerConfig config = spec.config();
        Map<String, Object> below = base.config();
        boolean otherProgram = config.entrypoint().isPresent() || config.cmd().isPresent();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Env", environment(below.get("Env")));
        put(all, "Entrypoint", config.entrypoint(), below);
        put(all, "Cmd", config.cmd(), otherProgram ? Map.of() : below);
        Map<String, Object> healthCheck = healthCheck(below);
        if (!healthCheck.isEmpty()) {
            all.put("Healthcheck", healthCheck);
        }
        all.put("ExposedPorts", set(below.get("ExposedPorts"), config.ports()));
        all.put("Labels", labels(below.get("Labels")));
        put(all, "WorkingDir", config.workingDirectory().map(ContainerPath::value), below);
        put(all, "User", config.user(), below);
        all.put("Volumes", set(below.get("Volumes"), config.volumes()));
        below.forEach((name, value) -> {
            boolean isOfTheProgram = name.equals("ArgsEscaped");
            if (!(isOfTheProgram && otherProgram)
                    && !NOT_INHERITED.contains(name)
                    && !WRITTEN.contains(name)
                    && !isEmpty(value)) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static void put(Map<String, Object> all, String name, Optional<?> wanted, Map<String, Object> below) {
        Object value = wanted.isPresent() ? wanted.get() : below.get(name);
        if (value != null) {
            all.put(name, value);
        }
    }

    /** The base's: in jib's order, then what jib does not know. */
    private static Map<String, Object> healthCheck(Map<String, Object> below) {
        Map<String, Object> given = Json.object(below.get("Healthcheck"));
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String name : List.of("Test", "Interval", "Timeout", "StartPeriod", "Retries")) {
            Object value = given.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        given.forEach((name, value) -> {
            if (!isEmpty(value)) {
                kept.putIfAbsent(name, value);
            }
        });
        return kept;
    }

    private List<String> environment(@Nullable Object below) {
        Map<String, Object> variables = new LinkedHashMap<>();
        List<String> odd = new ArrayList<>();
        for (Object variable : Json.list(below)) {
            String text = String.valueOf(variable);
            int at = text.indexOf('=');
            if (at > 0) {
                variables.put(text.substring(0, at), text.substring(at + 1));
            } else if (!spec.config().environment().containsKey(text)) {
                odd.add(text);
            }
        }
        List<String> lines = new ArrayList<>();
        merged(variables, spec.config().environment()).forEach((name, value) -> lines.add(name + "=" + value));
        lines.addAll(odd);
        return lines;
    }

    private Map<String, Object> labels(@Nullable Object below) {
        return merged(Json.object(below), spec.config().labels());
    }

    /** In the order of a hash map that took both from hash maps, which is jib's. */
    private static Map<String, Object> merged(Map<String, ?> below, Map<String, ?> wanted) {
        Map<String, Object> all = new HashMap<>();
        all.putAll(hashed(below));
        all.putAll(hashed(wanted));
        return all;
    }

    private static Map<String, Object> hashed(Map<String, ?> map) {
        Map<String, Object> hashed = new HashMap<>();
        map.forEach(hashed::put);
        return new LinkedHashMap<>(hashed);
    }

    private static Map<String, Object> set(@Nullable Object below, Collection<?> wanted) {
        Map<String, Object> all = new TreeMap<>();
        Json.object(below).keySet().forEach(name -> all.put(name, Map.of()));
        wanted.forEach(one -> all.put(one.toString(), Map.of()));
        return all;
    }

    private List<Object> history(List<String> names) {
        List<Object> all = new ArrayList<>();
        int told = 0;
        for (Object one : Json.list(base.configuration().get("history"))) {
            Map<String, Object> entry = Json.object(one);
            all.add(kept(entry));
            told += Boolean.TRUE.equals(entry.get("empty_layer")) ? 0 : 1;
        }
        String created = spec.created().toString();
        for (int i = told; i < base.layers().size(); i++) {
            all.add(ordered("created", created, "comment", "auto-generated by Jib"));
        }
        for (String name : names) {
            all.add(ordered("created", created, "author", "Jib", "created_by", tool, "comment", name));
        }
        return all;
    }

    private static Map<String, Object> kept(Map<String, Object> entry) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String name : List.of("created", "author", "created_by", "comment", "empty_layer")) {
            Object value = entry.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private Map<String, Object> manifest(Descriptor configuration, List<Descriptor> layers) {
        return ordered(
                "schemaVersion", 2,
                "mediaType", MediaTypes.manifest(format),
                "config", descriptor(MediaTypes.configuration(format), configuration),
                "layers",
                        layers.stream()
                                .map(layer -> descriptor(MediaTypes.layer(format, layer.compression()), layer))
                                .toList());
    }

    private static Map<String, Object> descriptor(String mediaType, Descriptor blob) {
        return ordered("mediaType", mediaType, "digest", blob.digest(), "size", blob.size());
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
