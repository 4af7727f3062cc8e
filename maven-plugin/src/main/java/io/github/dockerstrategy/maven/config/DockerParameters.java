package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <docker>}: the docker command line. */
public class DockerParameters {

    /** docker, podman or nerdctl, or the path of one. Default: docker. */
    public String executable;

    /** Variables set for it, such as DOCKER_HOST. */
    public Map<String, String> environment = new LinkedHashMap<>();

    /** Build arguments; they stay in the image's history, so no secrets. */
    public Map<String, String> buildArgs = new LinkedHashMap<>();

    /** Images or caches to take unchanged steps from: --cache-from. */
    public List<String> cacheFrom = new ArrayList<>();

    /** Where to keep the cache: --cache-to; needs buildx. */
    public List<String> cacheTo = new ArrayList<>();

    /** Network of RUN commands: --network. */
    public String network;

    /** The buildx builder to use: --builder. */
    public String builder;

    /** SSH agents or keys for the build: --ssh. */
    public List<String> ssh = new ArrayList<>();

    /** Further arguments of docker build, as they are. */
    public List<String> additionalArgs = new ArrayList<>();

    /** Your own Dockerfile, for the strategy dockerfile, relative to the module. Default: Dockerfile. */
    public String dockerfile;

    /** Its context, relative to the module. Default: the module's folder. */
    public String context;

    /** Its stage to build. Default: the last. */
    public String target;
}
