package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The benchmark; see bench/run for its options, which come here as system properties. */
public final class Bench {

    private static final String JIB_VERSION = "3.5.1";

    private final Path bench = Path.of(property("bench.folder"));
    private final Path target = bench.resolve("target");
    private final boolean isShort = Boolean.getBoolean("bench.short");
    private final String version = property("bench.version");
    private final List<Measurement> measurements = new ArrayList<>();
    private final String runId = Long.toString(System.currentTimeMillis() / 1000, 36);

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            System.exit(new Bench().run() ? 0 : 1);
        } catch (IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        Maven maven = new Maven(
                Path.of(property("bench.maven")),
                target.resolve("goal-times.jar"),
                List.of(
                        "-Dmaven.repo.local=" + target.resolve("repository"),
                        "-Dbench.jib.version=" + JIB_VERSION,
                        "-Dbench.docker-strategy.version=" + version));
        try (CountingProxy proxy = new CountingProxy(registry())) {
            for (String project : List.of(property("bench.projects").split(","))) {
                measure(maven, proxy, project);
            }
        }
        return report();
    }

    private void measure(Maven maven, CountingProxy proxy, String name) throws IOException, InterruptedException {
        Map<Peer, Project> projects = new EnumMap<>(Peer.class);
        for (Peer peer : Peer.values()) {
            Path folder = target.resolve("projects").resolve(name + "-" + peer.profile);
            projects.put(peer, Project.copy(name, bench.resolve("projects"), folder));
        }
        // Round 0 fetches what is missing, and warms the caches of files; its seconds count for nothing.
        int last = isShort ? 0 : Integer.parseInt(property("bench.rounds"));
        for (int number = 0; number <= last; number++) {
            Map<Peer, Round> rounds = new EnumMap<>(Peer.class);
            for (Peer peer : Peer.values()) {
                String image = "%s/bench/%s-%s-%s:%d".formatted(proxy.name(), name, peer.profile, runId, number);
                // A name that the registry does not know yet, so that a cold push is one
                String fresh = image.replace(":" + number, "-" + number + ":1");
                Path cache = target.resolve("caches").resolve(peer.profile);
                rounds.put(peer, new Round(maven, proxy, peer, projects.get(peer), number, cache, fresh));
            }
            for (Case what : Case.values()) {
                List<Peer> order = (number + what.ordinal()) % 2 == 0
                        ? List.of(Peer.JIB, Peer.OURS)
                        : List.of(Peer.OURS, Peer.JIB);
                for (Peer peer : order) {
                    measured(rounds.get(peer).measure(what), number == 0 && !isShort);
                }
            }
        }
    }

    private void measured(Measurement one, boolean isWarmUp) {
        System.err.printf(
                "%s, %s, %s, round %s: %d requests, %d connections, %,d bytes sent, %.2f s, %.2f s CPU%n",
                one.project(),
                one.what().title,
                one.peer().profile,
                isWarmUp ? "0 (not counted)" : one.round(),
                one.traffic().requests().size(),
                one.traffic().connections(),
                one.traffic().sent(),
                one.seconds(),
                one.cpuSeconds());
        if (!isWarmUp) {
            measurements.add(one);
        }
    }

    private boolean report() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("maven", property("bench.maven.version"));
        versions.put("jib-maven-plugin", JIB_VERSION);
        versions.put("docker-strategy-maven-plugin", version + " " + property("bench.commit"));
        Map<String, String> machine = Report.machine(versions);
        Path json = target.resolve(isShort ? "short.json" : "results.json");
        new Report(machine, measurements).write(json);

        List<Comparison> comparisons = Comparison.of(measurements);
        System.out.println();
        machine.forEach((key, value) -> System.out.println(key + ": " + value));
        System.out.println();
        System.out.print(Comparison.table(comparisons));
        System.out.println();
        List<String> failures =
                comparisons.stream().flatMap(one -> one.failures().stream()).toList();
        failures.forEach(failure -> System.out.println("worse than Jib: " + failure));
        System.out.println("All runs, with each request: " + json);
        return !isShort || failures.isEmpty();
    }

    private static String registry() throws IOException {
        Properties environment = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(property("bench.environment")))) {
            environment.load(in);
        }
        String registry = environment.getProperty("registry");
        if (registry == null) {
            throw new IllegalStateException(property("bench.environment") + " names no registry");
        }
        return registry;
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("started without " + name + "; use bench/run");
        }
        return value;
    }
}
