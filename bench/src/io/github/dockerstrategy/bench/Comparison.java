package io.github.dockerstrategy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One case of one project, both plugins side by side. */
record Comparison(String project, Case what, Summary jib, Summary ours) {

    static List<Comparison> of(List<Measurement> measurements) {
        List<Comparison> all = new ArrayList<>();
        for (String project :
                measurements.stream().map(Measurement::project).distinct().toList()) {
            for (Case what : Case.values()) {
                if (measurements.stream().noneMatch(one -> one.project().equals(project) && one.what() == what)) {
                    continue;
                }
                all.add(new Comparison(
                        project,
                        what,
                        summary(measurements, project, what, Peer.JIB),
                        summary(measurements, project, what, Peer.OURS)));
            }
        }
        return all;
    }

    private static Summary summary(List<Measurement> all, String project, Case what, Peer peer) {
        return new Summary(
                project,
                what,
                peer,
                all.stream()
                        .filter(one -> one.project().equals(project) && one.what() == what && one.peer() == peer)
                        .toList());
    }

    private static String ratio(double ours, double jib) {
        return String.format(Locale.ROOT, "%.2f", ours / jib);
    }

    /** Rows of a Markdown table. */
    static String table(List<Comparison> all) {
        StringBuilder text = new StringBuilder("""
                | project | case | plugin | requests | connections | bytes sent | seconds (fastest to slowest) | ratio | CPU seconds | ratio | peak MB |
                |---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        for (Comparison one : all) {
            text.append(one.row(one.jib, "", ""))
                    .append(one.row(
                            one.ours,
                            ratio(one.ours.seconds(), one.jib.seconds()),
                            ratio(one.ours.cpuSeconds(), one.jib.cpuSeconds())));
        }
        return text.toString();
    }

    private String row(Summary summary, String ratio, String cpuRatio) {
        double[] spread = summary.spread();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.0f | %,.0f | %.2f (%.2f to %.2f) | %s | %.2f | %s | %.0f |%n",
                project,
                what.title,
                summary.peer().profile,
                summary.requests(),
                summary.connections(),
                summary.sent(),
                summary.seconds(),
                spread[0],
                spread[1],
                ratio,
                summary.cpuSeconds(),
                cpuRatio,
                summary.peakMegabytes());
    }

    /** What must not be, in counts and bytes; they do not depend on the machine. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        String where = project + ", " + what.title + ": ";
        if (ours.sent() > jib.sent() * what.bytes) {
            failures.add(where
                    + "%,.0f bytes sent, Jib %,.0f, at most %.2f of it".formatted(ours.sent(), jib.sent(), what.bytes));
        }
        if (ours.requests() > what.requests(jib.requests())) {
            failures.add(where + "%.0f requests, Jib %.0f".formatted(ours.requests(), jib.requests()));
        }
        return failures;
    }
}
