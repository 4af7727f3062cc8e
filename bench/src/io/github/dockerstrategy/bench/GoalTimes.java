package io.github.dockerstrategy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.execution.ExecutionEvent;

/**
 * Runs inside Maven, and writes one line a goal when the session ends: {@code plugin:goal seconds cpuSeconds}. A goal's time begins where
 * the one before ended, so that what Maven does for a goal before it starts it (resolving what its plugin asks for) belongs to it,
 * as well as loading the plugin. CPU time is that of all threads of the process.
 */
@Named
@Singleton
public final class GoalTimes extends AbstractEventSpy {

    static final String FILE = "bench.goalTimes";

    private final List<String> lines = new ArrayList<>();
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long last;
    private long lastCpu;

    @Override
    public synchronized void onEvent(Object event) throws IOException {
        if (!(event instanceof ExecutionEvent execution)) {
            return;
        }
        long now = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        switch (execution.getType()) {
            case ProjectStarted -> begin(now, cpu);
            case MojoSucceeded, MojoFailed -> {
                var goal = execution.getMojoExecution();
                lines.add(goal.getArtifactId() + ":" + goal.getGoal() + " " + (now - last) / 1e9 + " "
                        + (cpu - lastCpu) / 1e9);
                begin(now, cpu);
            }
            case SessionEnded -> {
                String file = execution.getSession().getUserProperties().getProperty(FILE);
                if (file != null) {
                    lines.add("peak " + peakMegabytes() + " 0");
                    Files.write(Path.of(file), lines);
                }
            }
            default -> {}
        }
    }

    /** The most memory that this process has held at once, as Linux counts it; 0 elsewhere. */
    private static double peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private void begin(long now, long cpu) {
        last = now;
        lastCpu = cpu;
    }
}
