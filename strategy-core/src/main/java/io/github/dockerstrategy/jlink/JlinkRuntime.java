package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.oci.Platform;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A linked runtime, ready to be laid below an application.
 *
 * @param layers {@link Layer#SYSTEM}, then {@link Layer#RUNTIME}
 * @param environment variables that the image needs, by name
 * @param modules the modules that were asked of jlink, sorted; the ones they require come with them
 * @param platform what the runtime runs on: the JDK's own
 * @param notes what the user should hear of, one sentence each; usually none
 */
public record JlinkRuntime(
        List<Layer> layers,
        Map<String, String> environment,
        List<String> modules,
        Platform platform,
        List<String> notes) {

    public JlinkRuntime {
        layers = List.copyOf(layers);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        modules = List.copyOf(modules);
        notes = List.copyOf(notes);
    }
}
