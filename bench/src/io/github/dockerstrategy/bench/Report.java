package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measurements as JSON: everything, each request of each run too, so that a surprising number can be looked into. */
record Report(Map<String, String> machine, List<Measurement> measurements) {

    /** What the numbers depend on. */
    static Map<String, String> machine(Map<String, String> versions) throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put(
                "os",
                os() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        machine.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        machine.put("java", Runtime.version().toString());
        machine.putAll(versions);
        return machine;
    }

    private static String os() throws IOException {
        Path release = Path.of("/etc/os-release");
        return !Files.isReadable(release)
                ? "?"
                : Files.readAllLines(release).stream()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                        .findFirst()
                        .orElse("?");
    }

    void write(Path file) throws IOException {
        StringBuilder json = new StringBuilder("{\n");
        machine.forEach((key, value) -> json.append("  ")
                .append(text(key))
                .append(": ")
                .append(text(value))
                .append(",\n"));
        json.append("  \"runs\": [");
        String separator = "\n";
        for (Measurement one : measurements) {
            json.append(separator).append("    ").append(run(one));
            separator = ",\n";
        }
        Files.writeString(file, json.append("\n  ]\n}\n"));
    }

    private static String run(Measurement one) {
        Traffic traffic = one.traffic();
        return "{\"project\": " + text(one.project()) + ", \"case\": " + text(one.what().title) + ", \"plugin\": "
                + text(one.peer().profile) + ", \"round\": " + one.round() + ", \"seconds\": " + one.seconds()
                + ", \"cpuSeconds\": " + one.cpuSeconds() + ", \"wallSeconds\": " + one.wallSeconds()
                + ", \"peakMegabytes\": " + one.peakMegabytes()
                + ", \"connections\": " + traffic.connections()
                + ", \"tlsHellos\": " + traffic.tlsHellos() + ", \"bytesSent\": " + traffic.sent()
                + ", \"bytesReceived\": " + traffic.received() + ", \"requests\": ["
                + String.join(
                        ", ", traffic.requests().stream().map(Report::text).toList()) + "]}";
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
