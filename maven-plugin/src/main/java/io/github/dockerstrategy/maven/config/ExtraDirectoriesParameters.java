package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <extraDirectories>}: folders whose contents go into the image. */
public class ExtraDirectoriesParameters {

    /** The folders. Default: src/main/docker-strategy and src/main/jib, each copied to / if it exists. */
    public List<PathParameters> paths = new ArrayList<>();

    /** Modes of files by their path in the image. */
    public List<PermissionParameters> permissions = new ArrayList<>();

    /** Owners of files by their path in the image. */
    public List<OwnerParameters> ownership = new ArrayList<>();
}
