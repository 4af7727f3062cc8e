package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jars that a project needs, in the local repository of the benchmark, where they can be changed and put back. */
final class Dependencies implements AutoCloseable {

    private static final Pattern SOURCE = Pattern.compile("\"source\"\\s*:\\s*\"([^\"]+\\.jar)\"");

    private static final Pattern LAYER =
            Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\",\\s*\"digest\"\\s*:\\s*\"[^\"]+\",\\s*\"size\"\\s*:\\s*(\\d+)");
    private static final Pattern NAME_OR_SOURCE =
            Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"|\"source\"\\s*:\\s*\"([^\"]+\\.jar)\"");

    private final List<Path> jars;
    private final Map<Path, byte[]> originals = new TreeMap<>();
    private int revision;

    private Dependencies(List<Path> jars) {
        this.jars = jars;
    }

    /** Those of a project whose image our plugin has built, the smallest first. */
    static Dependencies of(Project project, Path repository) throws IOException {
        List<Path> jars = new ArrayList<>();
        Path built = project.folder().resolve("target/docker-strategy/work/built-layers.json");
        if (Files.exists(built)) {
            Matcher source = SOURCE.matcher(Files.readString(built));
            while (source.find()) {
                Path jar = Path.of(source.group(1));
                if (jar.startsWith(repository)) {
                    jars.add(jar);
                }
            }
        }
        jars.sort(Comparator.comparingLong((Path jar) -> jar.toFile().length()).thenComparing(jar -> jar));
        return new Dependencies(jars);
    }

    /**
     * What an upgrade of one of them sends, in bytes: the median over all, each by itself. Told by the sizes of the layers that they lie in,
     * which were measured when they were pushed.
     */
    double median(Project project) throws IOException {
        Path folder = project.folder().resolve("target/docker-strategy");
        Map<String, Long> sizes = new TreeMap<>();
        Matcher layer = LAYER.matcher(Files.readString(folder.resolve("result.json")));
        while (layer.find()) {
            sizes.put(layer.group(1), Long.parseLong(layer.group(2)));
        }
        List<Long> sent = new ArrayList<>();
        String name = "";
        Matcher line = NAME_OR_SOURCE.matcher(Files.readString(folder.resolve("work/built-layers.json")));
        while (line.find()) {
            if (line.group(1) != null) {
                name = line.group(1);
            } else if (jars.contains(Path.of(line.group(2)))) {
                sent.add(sizes.get(name));
            }
        }
        sent.sort(Comparator.naturalOrder());
        int middle = sent.size() / 2;
        return sent.isEmpty() ? 0 : (sent.get((sent.size() - 1) / 2) + sent.get(middle)) / 2.0;
    }

    int count() {
        return jars.size();
    }

    /** {@code count} of them, spread evenly from the smallest to the largest; of one, the one in the middle. */
    List<Path> choose(int count) {
        int chosen = Math.min(count, jars.size());
        return IntStream.range(0, chosen)
                .mapToObj(i -> jars.get((2 * i + 1) * jars.size() / (2 * chosen)))
                .toList();
    }

    /** Gives a jar one more file, as an upgrade would: as a new file, since others may have a link to the old one. */
    void change(Path jar) throws IOException {
        originals.putIfAbsent(jar, Files.readAllBytes(jar));
        Path changed = Files.createTempFile(jar.getParent(), "bench", ".part");
        try (ZipFile old = new ZipFile(jar.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) old.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.getName().equals("bench.txt")) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    old.getInputStream(entry).transferTo(zip);
                    zip.closeEntry();
                }
            }
            zip.putNextEntry(new ZipEntry("bench.txt"));
            zip.write(("revision " + ++revision).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts all back. */
    @Override
    public void close() throws IOException {
        for (Map.Entry<Path, byte[]> original : originals.entrySet()) {
            Path part = Files.write(original.getKey().resolveSibling("bench.part"), original.getValue());
            Files.move(part, original.getKey(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
