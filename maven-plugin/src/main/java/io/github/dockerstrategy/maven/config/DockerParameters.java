package io.github.dockerstrategy.maven.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <docker>}: the docker command line. */
public class DockerParameters {

    /** docker, podman or nerdctl, or the path of one. Default: docker. */
    public String executable;

    /** Variables set for it, such as DOCKER_HOST. */
    public Map<String, String> environment = new LinkedHashMap<>();
}
