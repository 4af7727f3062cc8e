package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <healthCheck>}. */
public class HealthCheckParameters {

    /** The check in exec form. */
    public List<String> command = new ArrayList<>();

    /** The check as a shell command, instead of {@link #command}. */
    public String shell;

    /** Time between two checks, such as {@code 30s}. Default: 30s. */
    public String interval;

    /** Time after which a check fails. Default: 30s. */
    public String timeout;

    /** Time after the start during which failures do not count. Default: 0s. */
    public String startPeriod;

    /** Consecutive failures that make the container unhealthy. Default: 3. */
    public Integer retries;
}
