package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <jlink>}: the runtime that {@code <from>jlink</from>} links. */
public class JlinkParameters {

    /** All modules. Default: found by jdeps. */
    public List<String> modules = new ArrayList<>();

    /** Modules on top of those that were found. */
    public List<String> addModules = new ArrayList<>();

    /** Home of the JDK to link from. Default: the JDK that runs Maven. */
    public String jdk;

    /** PEM files of certificates to trust besides the JDK's public ones, relative to the module. */
    public List<String> caCertificates = new ArrayList<>();
}
