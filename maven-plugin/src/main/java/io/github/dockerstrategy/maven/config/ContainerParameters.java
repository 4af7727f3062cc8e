package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <container>}: how a container of the image starts. */
public class ContainerParameters {

    /**
     * The main class, or {@code module/class}. Default: from the jar or Spring Boot plugin, else the only class with a main
     * method.
     */
    public String mainClass;

    /**
     * Whether an application with a {@code module-info} starts as a Java module, with a module path. Default: true, except for
     * Spring Boot, and if the main class is not the application's own.
     */
    public Boolean modulePath;

    /**
     * Entries in front of the application's class path, such as {@code /opt/extensions/*}: absolute paths of what the base image or
     * extra files have.
     */
    public List<String> extraClasspath = new ArrayList<>();

    /** Flags for the JVM, such as {@code -Xmx512m}. */
    public List<String> jvmFlags = new ArrayList<>();

    /** Default arguments of the application, the image's CMD. */
    public List<String> args;

    /**
     * The program to start, in exec form. {@code INHERIT} is the base image's, with its arguments unless {@code args} is set.
     * Default: {@code java @/app/launch.args}; for a war, the base image's.
     */
    public List<String> entrypoint;

    /** Environment variables; values may be empty. */
    public Map<String, String> environment = new LinkedHashMap<>();

    /** Ports or port ranges that the application listens on, such as {@code 8080}, {@code 53/udp}, {@code 9000-9003}. */
    public List<String> ports = new ArrayList<>();

    /** Labels, in addition to the OCI labels made from the POM. */
    public Map<String, String> labels = new LinkedHashMap<>();

    /**
     * User, or user:group. {@code INHERIT} is the base image's. Default: 65532:65532 for a jar or on {@code jlink}; otherwise the base
     * image's.
     */
    public String user;

    /** Directories that are volumes. */
    public List<String> volumes = new ArrayList<>();

    /** Working directory of the process. Default: the base image's. */
    public String workingDirectory;

    /** Folder of the application in the image. Default: /app; for a war, the ROOT application of the servlet container. */
    public String appRoot;

    /** How the engine checks that the application is healthy. */
    public HealthCheckParameters healthCheck;

    /**
     * Creation time of the image: ISO 8601 with an offset, seconds since the epoch, {@code EPOCH}, {@code EPOCH_PLUS_SECOND} or
     * {@code USE_CURRENT_TIMESTAMP}. Default: project.build.outputTimestamp, else one second after the epoch.
     */
    public String creationTime;

    /**
     * Modification time of all files: ISO 8601 with an offset, seconds since the epoch, {@code EPOCH} or
     * {@code EPOCH_PLUS_SECOND}. Default: project.build.outputTimestamp, else one second after the epoch, independent of
     * creationTime.
     */
    public String filesModificationTime;
}
