package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Layers of a Spring Boot archive, unpacked: those its own {@code layers.idx} names, else a few that fit any.
 *
 * @see <a href="https://docs.spring.io/spring-boot/specification/executable-jar/nested-jars.html">Index files</a>
 */
record BootLayers(ContainerPath appRoot, DependencyLayering split, Instant modified) {

    private static final Set<String> RESERVED = Set.of(Layer.SYSTEM, Layer.RUNTIME, Layer.LAUNCH, Layer.EXTRA);
    private static final Pattern LAYER = Pattern.compile("- \"(.+)\":");
    private static final Pattern CONTENT = Pattern.compile("\\s+- \"(.+)\"");

    /** Whether {@code archive} was repackaged by Spring Boot's build plugin. */
    static boolean made(Archive archive) {
        return archive.attribute("Spring-Boot-Version").isPresent()
                && archive.attribute("Spring-Boot-Classes").isPresent();
    }

    /** @param dependencies the module's, which tell what the jars in the archive are called */
    List<Layer> of(Archive archive, List<Dependency> dependencies) {
        Map<String, Coordinates> known = dependencies.stream()
                .collect(Collectors.toMap(Dependency::fileName, Dependency::coordinates, (first, second) -> first));
        Map<String, List<String>> index = index(archive);
        Map<String, List<Entry>> layers = new LinkedHashMap<>();
        SplitEntries jars = new SplitEntries(split);
        if (!index.containsKey(Layer.DEPENDENCIES)) {
            layers.put(Layer.DEPENDENCIES, new ArrayList<>());
        }
        index.keySet().forEach(name -> layers.put(name, new ArrayList<>()));
        for (String member : archive.members()) {
            String name = layerOf(member, index);
            Entry entry = archive.entry(member, appRoot, modified);
            String file = member.substring(member.lastIndexOf('/') + 1);
            Coordinates jar = known.getOrDefault(file, Coordinates.guess(file));
            if (name.equals(Layer.DEPENDENCIES) || (file.endsWith(".jar") && split.isNamed(jar))) {
                jars.add(entry, jar, archive.size(member));
            } else {
                layers.computeIfAbsent(name, added -> new ArrayList<>()).add(entry);
            }
        }
        return layers.entrySet().stream()
                .flatMap(layer -> layer.getKey().equals(Layer.DEPENDENCIES)
                        ? jars.layers().stream()
                        : Stream.of(new Layer(layer.getKey(), layer.getValue())))
                .toList();
    }

    private static Map<String, List<String>> index(Archive archive) {
        Optional<String> text = archive.attribute("Spring-Boot-Layers-Index").flatMap(archive::text);
        return text.map(BootLayers::parse).orElseGet(() -> defaults(archive));
    }

    private static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> index = new LinkedHashMap<>();
        List<String> contents = new ArrayList<>();
        for (String line : text.split("\\R")) {
            Matcher layer = LAYER.matcher(line);
            Matcher content = CONTENT.matcher(line);
            if (layer.matches()) {
                contents = index.computeIfAbsent(layerName(layer.group(1)), name -> new ArrayList<>());
            } else if (content.matches()) {
                contents.add(content.group(1));
            }
        }
        return index;
    }

    /** A project may call its layers what it likes; ours are lower case words with dashes, and some are for other things. */
    private static String layerName(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() || RESERVED.contains(plain) ? ("boot-" + plain).replaceAll("-$", "") : plain;
    }

    private static Map<String, List<String>> defaults(Archive archive) {
        Map<String, List<String>> index = new LinkedHashMap<>();
        index.put(
                Layer.DEPENDENCIES, List.of(archive.attribute("Spring-Boot-Lib").orElse("BOOT-INF/lib/")));
        index.put(Layer.SPRING_BOOT_LOADER, List.of("org/springframework/boot/loader/"));
        index.put(Layer.APPLICATION, List.of(""));
        return index;
    }

    private static String layerOf(String member, Map<String, List<String>> index) {
        for (Map.Entry<String, List<String>> layer : index.entrySet()) {
            for (String content : layer.getValue()) {
                boolean folder = content.isEmpty() || content.endsWith("/");
                if (folder ? member.startsWith(content) : member.equals(content)) {
                    return layer.getKey();
                }
            }
        }
        return Layer.APPLICATION;
    }
}
