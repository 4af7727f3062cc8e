package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.externalize.Externalization;
import io.github.dockerstrategy.externalize.Setting;
import io.github.dockerstrategy.maven.migrate.pom.Element;
import io.github.dockerstrategy.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;

/**
 * The image of a Dockerfile as this plugin's configuration.
 *
 * @param externalization the externalized Dockerfile
 * @param version of this plugin
 * @param image name of the image
 */
record ExternalizeSnippet(Externalization externalization, String version, String image) {

    String text() {
        Element plugin = Element.ofThisPlugin(version);
        Element configuration = plugin.at("configuration");
        configuration.at("image").text(image);
        if (hasCommands()) {
            configuration.at("strategy").text(Strategies.runningCommands());
        }
        externalization.settings().forEach(setting -> put(configuration, setting));
        List<String> lines = new ArrayList<>();
        externalization
                .untold()
                .forEach((line, why) -> lines.add(
                        "<!-- Line " + line + " has no counterpart here: " + why.replace("--", "- -") + " -->"));
        lines.addAll(plugin.lines());
        return String.join("\n", lines) + "\n";
    }

    /** Commands in the image need docker. */
    private boolean hasCommands() {
        return externalization.settings().stream()
                .anyMatch(setting -> setting.parameter().equals("run"));
    }

    private static void put(Element configuration, Setting setting) {
        Element parameter = configuration.at(setting.parameter());
        Element element = setting.item().isEmpty() ? parameter : parameter.add(setting.item());
        setting.values().forEach((name, value) -> {
            Element at = name.isEmpty() ? element : element.at(name);
            at.text(value);
        });
    }
}
