package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Layers of a war laid open in the web application folder of a servlet container. The war itself says what ships. */
record WarLayers(ContainerPath appRoot, Instant modified) {

    private static final String LIB = "WEB-INF/lib/";
    private static final String CLASSES = "WEB-INF/classes/";

    List<Layer> of(Application.War war) {
        Archive archive = Archive.open(war.archive());
        Map<String, Origin> origins = war.dependencies().stream()
                .collect(Collectors.toMap(Dependency::fileName, Dependency::origin, (first, second) -> first));
        Map<String, List<Entry>> layers = new LinkedHashMap<>();
        for (String name : List.of(
                Layer.DEPENDENCIES,
                Layer.SNAPSHOT_DEPENDENCIES,
                Layer.PROJECT_DEPENDENCIES,
                Layer.RESOURCES,
                Layer.CLASSES)) {
            layers.put(name, new ArrayList<>());
        }
        for (String member : archive.members()) {
            layers.computeIfAbsent(layerOf(member, origins), name -> new ArrayList<>())
                    .add(archive.entry(member, appRoot, modified));
        }
        return layers.entrySet().stream()
                .map(layer -> new Layer(layer.getKey(), layer.getValue()))
                .toList();
    }

    private static String layerOf(String member, Map<String, Origin> origins) {
        if (member.startsWith(LIB) && member.endsWith(".jar")) {
            String fileName = member.substring(LIB.length());
            Origin unknown = fileName.contains("-SNAPSHOT") ? Origin.SNAPSHOT : Origin.RELEASE;
            return switch (origins.getOrDefault(fileName, unknown)) {
                case RELEASE -> Layer.DEPENDENCIES;
                case SNAPSHOT -> Layer.SNAPSHOT_DEPENDENCIES;
                case PROJECT -> Layer.PROJECT_DEPENDENCIES;
            };
        }
        return member.startsWith(CLASSES) && member.endsWith(".class") ? Layer.CLASSES : Layer.RESOURCES;
    }
}
