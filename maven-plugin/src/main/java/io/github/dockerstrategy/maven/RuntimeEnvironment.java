package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.image.BaseImage;
import java.util.Map;

/** The environment that a linked runtime needs; a base image brings its own. */
final class RuntimeEnvironment {

    private RuntimeEnvironment() {}

    static Map<String, String> of(BaseImage from) {
        return from instanceof BaseImage.Jlink
                ? Map.of(
                        "PATH",
                        "/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "JAVA_HOME",
                        "/opt/java")
                : Map.of();
    }
}
