package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <jlink>}: options of the runtime that {@code <from>jlink</from>} links. */
public class JlinkParameters {

    /** All modules to link. Default: found by jdeps. */
    public List<String> modules = new ArrayList<>();

    /** Modules to link in addition to those found. */
    public List<String> addModules = new ArrayList<>();

    /** Home of the JDK to link from. Default: the JDK that runs Maven. */
    public String jdk;

    /** PEM files of certificates to trust in addition to the JDK's public ones, relative to the module. */
    public List<String> caCertificates = new ArrayList<>();
}
