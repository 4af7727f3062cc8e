package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers of a war laid open in the web application folder of a servlet container. The war itself says what ships. */
record WarLayers(ContainerPath appRoot, DependencyLayering split, Instant modified) {

    private static final String LIB = "WEB-INF/lib/";
    private static final String CLASSES = "WEB-INF/classes/";

    List<Layer> of(Application.War war) {
        Archive archive = Archive.open(war.archive());
        KnownJars known = KnownJars.of(war.dependencies(), Dependency::fileName, split);
        SplitEntries releases = new SplitEntries(split);
        Map<String, List<Entry>> others = new LinkedHashMap<>();
        for (String name :
                List.of(Layer.SNAPSHOT_DEPENDENCIES, Layer.PROJECT_DEPENDENCIES, Layer.RESOURCES, Layer.CLASSES)) {
            others.put(name, new ArrayList<>());
        }
        for (String member : archive.members()) {
            Entry entry = archive.entry(member, appRoot, modified);
            String layer = layerOf(member, known);
            if (layer.equals(Layer.DEPENDENCIES)) {
                releases.add(entry, known.coordinates(member.substring(LIB.length())), archive.size(member));
            } else {
                others.computeIfAbsent(layer, name -> new ArrayList<>()).add(entry);
            }
        }
        List<Layer> layers = new ArrayList<>(releases.layers());
        others.forEach((name, entries) -> layers.add(new Layer(name, entries)));
        return layers;
    }

    private static String layerOf(String member, KnownJars known) {
        if (member.startsWith(LIB) && member.endsWith(".jar")) {
            return known.layerOf(member.substring(LIB.length()));
        }
        return member.startsWith(CLASSES) && member.endsWith(".class") ? Layer.CLASSES : Layer.RESOURCES;
    }
}
