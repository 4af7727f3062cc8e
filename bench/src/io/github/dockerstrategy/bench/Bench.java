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
    private final Map<String, Upgrades> upgrades = new LinkedHashMap<>();
    private final String runId = Long.toString(System.currentTimeMillis() / 1000, 36);

    private Bench() {}

    /** What an upgrade of one dependency sends, in bytes: the median over all of them, each by itself. */
    private record Upgrades(int dependencies, double median) {

        @Override
        public String toString() {
            return "one of %d dependencies upgraded, median over all: a layer of %,.0f bytes"
                    .formatted(dependencies, median);
        }

        /** Whether that is more than it may be, besides what Jib has sent. */
        boolean isTooMuch(Comparison one) {
            return one.what() == Case.ONE_DEPENDENCY_CHANGED
                    && median > one.jib().sent() * one.what().bytes;
        }
    }

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
        try (CountingProxy proxy = new CountingProxy(environment("registry"))) {
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
        Daemon daemon = Daemon.in(target.resolve("docker"), environment("docker.cli"), environment("docker.host"));
        // Round 0 fetches what is missing, and warms the caches of files; its seconds count for nothing.
        int last = isShort ? 0 : Integer.parseInt(property("bench.rounds"));
        for (int number = 0; number <= last; number++) {
            Map<Peer, Round> rounds = new EnumMap<>(Peer.class);
            for (Peer peer : Peer.values()) {
                // A name that the registry does not know yet, so that a cold push is one
                String image =
                        "%s/bench/%s-%s-%s-%d:1".formatted(proxy.name(), name, peer.profile, runId, number);
                Path cache = target.resolve("caches").resolve(peer.profile);
                rounds.put(peer, new Round(maven, proxy, peer, projects.get(peer), number, cache, image, daemon));
            }
            boolean warmUp = number == 0 && !isShort;
            for (Case what : Case.values()) {
                if (what == Case.ONE_DEPENDENCY_CHANGED) {
                    upgrades(rounds, projects.get(Peer.OURS), warmUp);
                } else if (what.isFor(name)) {
                    for (Peer peer : order(number + what.ordinal())) {
                        measured(rounds.get(peer).measure(what), warmUp);
                    }
                }
            }
            for (Round round : rounds.values()) {
                round.daemon().remove(round.image());
            }
        }
    }

    private static List<Peer> order(int number) {
        return number % 2 == 0 ? List.of(Peer.JIB, Peer.OURS) : List.of(Peer.OURS, Peer.JIB);
    }

    /** Each of several dependencies changed by itself. */
    private void upgrades(Map<Peer, Round> rounds, Project project, boolean warmUp)
            throws IOException, InterruptedException {
        int count = isShort || warmUp ? 1 : Integer.parseInt(property("bench.dependencies"));
        // What is pushed leaves no list of its files; the same image in an archive does.
        rounds.get(Peer.OURS).measure(Case.ONE_DEPENDENCY_CHANGED, "-Dbench.output=tar");
        try (Dependencies dependencies = Dependencies.of(project, target.resolve("repository"))) {
            if (dependencies.count() == 0) {
                return;
            }
            upgrades.put(project.name(), new Upgrades(dependencies.count(), dependencies.median(project)));
            for (Path jar : dependencies.choose(count)) {
                for (Peer peer : order(jar.hashCode() & 1)) {
                    dependencies.change(jar);
                    measured(rounds.get(peer).measure(Case.ONE_DEPENDENCY_CHANGED), warmUp);
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
        upgrades.forEach((project, text) -> System.out.println(project + ": " + text));
        List<String> failures = new ArrayList<>();
        for (Comparison one : comparisons) {
            failures.addAll(one.failures());
            Upgrades all = upgrades.get(one.project());
            if (all != null && all.isTooMuch(one)) {
                failures.add(one.project() + ", " + all + ", Jib %,.0f".formatted(one.jib().sent()));
            }
        }
        failures.forEach(failure -> System.out.println("more than there may be: " + failure));
        System.out.println("All runs, with each request: " + json);
        return !isShort || failures.isEmpty();
    }

    private static String environment(String key) throws IOException {
        Properties environment = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(property("bench.environment")))) {
            environment.load(in);
        }
        String value = environment.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(property("bench.environment") + " names no " + key);
        }
        return value;
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("started without " + name + "; use bench/run");
        }
        return value;
    }
}
