package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <docker>}: the docker CLI and its options. */
public class DockerParameters {

    /** The command: docker, podman or nerdctl, or a path. Default: docker. */
    public String executable;

    /** Environment variables of the command, such as DOCKER_HOST. */
    public Map<String, String> environment = new LinkedHashMap<>();

    /** Build arguments. They stay in the image's history, so use no secrets. */
    public Map<String, String> buildArgs = new LinkedHashMap<>();

    /** Images or caches to import: --cache-from. */
    public List<String> cacheFrom = new ArrayList<>();

    /** Where to export the cache: --cache-to; needs buildx. */
    public List<String> cacheTo = new ArrayList<>();

    /** Network of RUN commands: --network. */
    public String network;

    /** The buildx builder to use: --builder. */
    public String builder;

    /** SSH agents or keys for the build: --ssh. */
    public List<String> ssh = new ArrayList<>();

    /** Additional arguments of docker build, passed unchanged. */
    public List<String> additionalArgs = new ArrayList<>();

    /** Your own Dockerfile for the strategy dockerfile, relative to the module. Default: Dockerfile. */
    public String dockerfile;

    /** Build context of your own Dockerfile, relative to the module. Default: the module's folder. */
    public String context;

    /** Stage of your own Dockerfile to build. Default: the last. */
    public String target;
}
