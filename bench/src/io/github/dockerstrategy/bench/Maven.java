package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Maven that is told on the command line all that matters.
 *
 * @param home its installation
 * @param timer the jar with {@link GoalTimes}
 * @param arguments arguments of every run
 */
record Maven(Path home, Path timer, List<String> arguments) {

    private static final int LINES_SHOWN = 40;

    /** A run that succeeded, with the seconds of each of its goals. */
    record Run(List<String> goalTimes, double wallSeconds) {

        /** Seconds and CPU seconds of a goal, as {@link GoalTimes} wrote them. */
        double[] seconds(String goal) {
            return goalTimes.stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words[0].equals(goal))
                    .findFirst()
                    .map(words -> new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])})
                    .orElseThrow(() -> new IllegalStateException("Maven did not run " + goal + ": " + goalTimes));
        }
    }

    Run run(Path project, List<String> goals) throws IOException, InterruptedException {
        Path times = Files.createTempFile("bench", ".times");
        Path log = Files.createTempFile("bench", ".log");
        try {
            List<String> command =
                    new ArrayList<>(List.of(home.resolve("bin/mvn").toString(), "-B", "-ntp", "-nsu"));
            command.add("-Dmaven.ext.class.path=" + timer);
            command.add("-D" + GoalTimes.FILE + "=" + times);
            command.addAll(arguments);
            command.addAll(goals);
            ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.remove("MAVEN_OPTS");
            environment.remove("MAVEN_ARGS");
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            long start = System.nanoTime();
            int code = builder.start().waitFor();
            double wall = (System.nanoTime() - start) / 1e9;
            if (code != 0) {
                List<String> lines = Files.readAllLines(log);
                throw new IllegalStateException("Maven ended with exit code " + code + " in " + project + ":\n$ "
                        + String.join(" ", command) + "\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
            }
            return new Run(Files.readAllLines(times), wall);
        } finally {
            Files.deleteIfExists(times);
            Files.deleteIfExists(log);
        }
    }
}
