package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <builder>}: what makes the artifact, where it is not this Maven build. */
public class BuilderParameters {

    /** Image in which the commands are run, by strategies that build in a container. Host strategies run them on this machine. */
    public String from;

    /** Shell command lines, run in the module's folder. */
    public List<String> commands = new ArrayList<>();

    /** The file or folder that the commands make, relative to the module. */
    public String artifact;

    /** Where it goes in the image; a path that ends in / keeps the file's own name. */
    public String into;
}
