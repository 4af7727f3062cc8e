package io.github.dockerstrategy.maven.config;

import java.util.Map;
import java.util.Optional;

/**
 * An element of another plugin that builds images, and what to write here.
 *
 * @param plugin the plugin whose element it is
 * @param here what it is here
 */
record ForeignElement(String plugin, String here) {

    private static final String JIB = "jib-maven-plugin";
    private static final String FABRIC8 = "docker-maven-plugin";
    private static final String SPOTIFY = "dockerfile-maven-plugin";
    private static final String BOOT = "spring-boot-maven-plugin";

    private static final String REGISTRIES = "<registries><registry>, with <host>, <username> and <password>";

    private static final Map<String, ForeignElement> BY_PATH = Map.ofEntries(
            Map.entry("to", new ForeignElement(JIB, "<image>NAME</image>, and <tags> for more tags")),
            Map.entry("from.image", new ForeignElement(JIB, "<from>NAME</from>")),
            Map.entry("from.auth", new ForeignElement(JIB, REGISTRIES)),
            Map.entry("from.credHelper", new ForeignElement(JIB, "<registries><registry><credHelper>")),
            Map.entry(
                    "from.platforms",
                    new ForeignElement(JIB, "<platforms><platform>linux/arm64</platform></platforms>")),
            Map.entry(
                    "allowInsecureRegistries",
                    new ForeignElement(JIB, "<registries><registry><host>…</host><insecure>true</insecure>")),
            Map.entry("dockerClient", new ForeignElement(JIB, "<docker><executable> and <docker><environment>")),
            Map.entry("outputPaths", new ForeignElement(JIB, "not settable: files are in target/docker-strategy")),
            Map.entry("pluginExtensions", new ForeignElement(JIB, "<dependencies>, <layers> and <extraDirectories>")),
            Map.entry("container.format", new ForeignElement(JIB, "<format>, beside <container>")),
            Map.entry("images", new ForeignElement(FABRIC8, "an <execution> for each image, with <image>NAME</image>")),
            Map.entry("imageName", new ForeignElement(FABRIC8, "<image>NAME</image>")),
            Map.entry("imageTags", new ForeignElement(FABRIC8, "<tags>")),
            Map.entry("baseImage", new ForeignElement(FABRIC8, "<from>NAME</from>")),
            Map.entry(
                    "dockerDirectory",
                    new ForeignElement(FABRIC8, "<strategy>dockerfile</strategy>, and <docker><context>")),
            Map.entry("repository", new ForeignElement(SPOTIFY, "<image>REPOSITORY:TAG</image>")),
            Map.entry("tag", new ForeignElement(SPOTIFY, "<image>REPOSITORY:TAG</image>")),
            Map.entry("contextDirectory", new ForeignElement(SPOTIFY, "<docker><context>")),
            Map.entry(
                    "pullNewerImage",
                    new ForeignElement(SPOTIFY, "<docker><additionalArgs><arg>--pull</arg></additionalArgs>")),
            Map.entry(
                    "noCache",
                    new ForeignElement(SPOTIFY, "<docker><additionalArgs><arg>--no-cache</arg></additionalArgs>")),
            Map.entry("image.name", new ForeignElement(BOOT, "<image>NAME</image>")),
            Map.entry("image.publish", new ForeignElement(BOOT, "<output>registry</output>")),
            Map.entry("image.runImage", new ForeignElement(BOOT, "<from>NAME</from>")),
            Map.entry("image.env", new ForeignElement(BOOT, "<container><environment>")),
            Map.entry("image.tags", new ForeignElement(BOOT, "<tags>, beside <image>")));

    /** Who has a whole configuration of that plugin need not write it anew. */
    String more() {
        return plugin.equals(JIB)
                ? "; or give that plugin its own name back, and run the goal import of this one for all of it"
                : "";
    }

    /**
     * The element of another plugin at a place.
     *
     * @param path its name, after those of the elements around it, with dots
     */
    static Optional<ForeignElement> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }
}
