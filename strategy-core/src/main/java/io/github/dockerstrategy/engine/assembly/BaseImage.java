package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The image below the application's layers, without its bytes.
 *
 * @param layers its layers, bottom first
 * @param configuration its configuration, as the image specification has it
 */
public record BaseImage(List<Descriptor> layers, Map<String, Object> configuration) {

    /** What a configuration may hold, as engines write it. */
    private static final List<String> NAMES = List.of(
            "Env",
            "Entrypoint",
            "Cmd",
            "Shell",
            "OnBuild",
            "ExposedPorts",
            "Labels",
            "Volumes",
            "Healthcheck",
            "User",
            "WorkingDir",
            "StopSignal",
            "StopTimeout",
            "ArgsEscaped");

    private static final String JAVA_VERSION = "JAVA_VERSION=";

    /** A pebibyte. */
    private static final long LARGEST = 1L << 50;

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public BaseImage {
        layers = List.copyOf(layers);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** No image at all. */
    public static BaseImage nothing(Platform platform) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("architecture", platform.architecture());
        configuration.put("os", platform.os());
        platform.variant().ifPresent(variant -> configuration.put("variant", variant));
        return new BaseImage(List.of(), configuration);
    }

    /** What manifest and configuration say; what the specification does not allow is refused. */
    static BaseImage of(Map<String, Object> manifest, Map<String, Object> configuration, BaseImageProblems problems) {
        List<Descriptor> layers = new ArrayList<>();
        for (Object one : array("layers of the manifest", manifest.get("layers"), problems)) {
            Map<String, Object> layer = Json.object(one);
            Descriptor blob = descriptor("a layer", layer, problems);
            String mediaType = String.valueOf(layer.get("mediaType"));
            Compression compression =
                    Compression.of(mediaType).orElseThrow(() -> problems.unreadable(blob.digest(), mediaType));
            layers.add(new Descriptor(blob.digest(), blob.size(), compression));
        }
        BaseImage base = new BaseImage(layers, configuration);
        base.check(problems);
        return base;
    }

    /** Digest and size in a manifest or an index. */
    static Descriptor descriptor(String what, Map<String, Object> descriptor, BaseImageProblems problems) {
        String digest = String.valueOf(descriptor.get("digest"));
        if (!DIGEST.matcher(digest).matches()) {
            throw problems.malformed(what + " has the digest '" + digest + "', which is not a sha256 digest");
        }
        if (!(descriptor.get("size") instanceof Long size) || size < 0 || size > LARGEST) {
            throw problems.malformed(what + " has no size, or none that can be: " + descriptor.get("size"));
        }
        return new Descriptor(digest, size, Compression.NONE);
    }

    private void check(BaseImageProblems problems) {
        List<Object> diffIds = array(
                "rootfs.diff_ids", Json.object(configuration.get("rootfs")).get("diff_ids"), problems);
        if (diffIds.size() != layers.size()) {
            throw problems.malformed(
                    "its manifest has " + layers.size() + " layers, its configuration " + diffIds.size() + " diff IDs");
        }
        for (Object diffId : diffIds) {
            if (!DIGEST.matcher(String.valueOf(diffId)).matches()) {
                throw problems.malformed("its diff ID '" + diffId + "' is not a sha256 digest");
            }
        }
        for (Object entry : array("history", configuration.get("history"), problems)) {
            object("an entry of history", entry, problems);
        }
        Map<String, Object> config = object("config", configuration.get("config"), problems);
        for (String name : List.of("Env", "Entrypoint", "Cmd", "Shell", "OnBuild")) {
            for (Object text : array("config." + name, config.get(name), problems)) {
                if (!(text instanceof String)) {
                    throw problems.malformed("config." + name + " holds something that is no text");
                }
            }
        }
        for (String name : List.of("ExposedPorts", "Labels", "Volumes", "Healthcheck")) {
            object("config." + name, config.get(name), problems);
        }
        for (String name : List.of("User", "WorkingDir", "StopSignal")) {
            text("config." + name, config.get(name), problems);
        }
        config.keySet().forEach(name -> refuseLikeness(name, problems));
        if (!Json.list(config.get("OnBuild")).isEmpty()) {
            throw problems.onBuild(Json.list(config.get("OnBuild")));
        }
        text("architecture", configuration.get("architecture"), problems);
        text("os", configuration.get("os"), problems);
        text("variant", configuration.get("variant"), problems);
    }

    /** Engines written in Go read names whatever their case, and of two that are alike the last: it would replace what this build sets. */
    private static void refuseLikeness(String name, BaseImageProblems problems) {
        for (String known : NAMES) {
            if (known.equalsIgnoreCase(name) && !known.equals(name)) {
                throw problems.malformed("config." + name + " can be taken for config." + known);
            }
        }
    }

    private static List<Object> array(String what, @Nullable Object value, BaseImageProblems problems) {
        if (value != null && !(value instanceof List<?>)) {
            throw problems.malformed(what + " is no list");
        }
        return Json.list(value);
    }

    private static Map<String, Object> object(String what, @Nullable Object value, BaseImageProblems problems) {
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw problems.malformed(what + " is no object");
        }
        return Json.object(value);
    }

    private static void text(String what, @Nullable Object value, BaseImageProblems problems) {
        if (value != null && !(value instanceof String)) {
            throw problems.malformed(what + " is no text");
        }
    }

    /** Its layers' digests before compression, bottom first. */
    List<Object> diffIds() {
        return Json.list(Json.object(configuration.get("rootfs")).get("diff_ids"));
    }

    /** The platform that it is for; what it does not say, as old images do not, and a variant that was not asked for, is as {@code wanted}. */
    Platform platform(Platform wanted) {
        return new Platform(
                text("os").orElse(wanted.os()),
                text("architecture").orElse(wanted.architecture()),
                wanted.variant().map(variant -> text("variant").orElse(variant)));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(configuration.get(name)).map(String::valueOf).filter(text -> !text.isEmpty());
    }

    /** What its containers do. */
    Map<String, Object> config() {
        return Json.object(configuration.get("config"));
    }

    /** What it says of its Java, which may be nothing. */
    public String javaVersion() {
        return Json.list(config().get("Env")).stream()
                .map(String::valueOf)
                .filter(variable -> variable.startsWith(JAVA_VERSION))
                .map(variable -> variable.substring(JAVA_VERSION.length()))
                .findFirst()
                .orElse("");
    }
}
