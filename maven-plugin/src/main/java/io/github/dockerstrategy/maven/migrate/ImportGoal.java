package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Takes a module's configuration over, and tells what it did.
 *
 * @param project the module
 * @param version version of this plugin
 * @param buildDirectory where the report goes
 * @param log Maven's log
 */
public record ImportGoal(MavenProject project, String version, Path buildDirectory, Log log) {

    /** @param write whether the POM gets the element */
    public void run(boolean write) {
        Optional<Imported> found = new JibImport(project).read(version);
        if (found.isEmpty()) {
            log.info("Nothing to import: this module does not use jib-maven-plugin.");
            return;
        }
        Imported imported = found.get();
        imported.plugin().lines().forEach(log::info);
        log.info("");
        log.info("From jib-maven-plugin: " + imported.summary() + ".");
        imported.attention().forEach(row -> log.warn(row.path() + ": " + row.fate() + "; " + row.here()));
        Path report = buildDirectory.resolve("docker-strategy").resolve("import").resolve("report.md");
        write(report, imported.report().getBytes(StandardCharsets.UTF_8));
        log.info("Report: " + report);
        if (!write) {
            log.info("Next: add the element to <build><plugins>, or run with -Ddocker-strategy.import.write");
        } else if (hasPlugin()) {
            log.warn("The POM has this plugin already, so it was not changed.");
        } else {
            Path pom = project.getFile().toPath();
            write(pom, withPlugin(read(pom), imported));
            log.info("Added to " + pom + "; the element of jib-maven-plugin is still there.");
        }
    }

    private boolean hasPlugin() {
        return project.getOriginalModel().getBuild() != null
                && project.getOriginalModel().getBuild().getPlugins().stream()
                        .anyMatch(plugin ->
                                plugin.getKey().equals("io.github.dockerstrategy:docker-strategy-maven-plugin"));
    }

    /** Every byte is taken for a character, so that all others stay what they are in any encoding that agrees with ASCII. */
    private byte[] withPlugin(byte[] pom, Imported imported) {
        Charset encoding = Charset.forName(
                Objects.requireNonNullElse(project.getOriginalModel().getModelEncoding(), "UTF-8"));
        List<String> lines = imported.plugin().lines().stream()
                .map(line -> new String(line.getBytes(encoding), StandardCharsets.ISO_8859_1))
                .toList();
        return new PomText(new String(pom, StandardCharsets.ISO_8859_1))
                .withPlugin(lines)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(Path pom) {
        try {
            return Files.readAllBytes(pom);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pom, e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            new AtomicFile(file).write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
