package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.logging.Log;

/**
 * Takes a module's configuration over, and tells what it did.
 *
 * @param goal the goal
 */
public record ImportGoal(GoalContext goal) {

    private static final String OURS = "io.github.dockerstrategy:docker-strategy-maven-plugin";
    private static final int SHOWN = 20;

    /**
     * @param write whether the POM gets the element
     * @param verify whether the images are built and compared
     */
    public void run(boolean write, boolean verify) {
        Log log = goal.log();
        String version =
                goal.execution().getMojoDescriptor().getPluginDescriptor().getVersion();
        JibImport jib = new JibImport(goal.project());
        Optional<Imported> found = jib.read(version);
        if (found.isEmpty()) {
            log.info("Nothing to import: this module does not use jib-maven-plugin.");
            return;
        }
        Imported imported = found.get();
        imported.plugin().lines().forEach(log::info);
        log.info("");
        log.info("From jib-maven-plugin: " + imported.summary() + ".");
        imported.attention().forEach(row -> log.warn(row.path() + ": " + row.fate() + "; " + row.here()));
        Path folder = Path.of(goal.project().getBuild().getDirectory(), "docker-strategy", "import");
        Path report = folder.resolve("report.md");
        String verified = verify ? verified(jib.plugin(), imported, folder.resolve("work")) : "";
        write(report, (imported.report() + verified).getBytes(StandardCharsets.UTF_8));
        log.info("Report: " + report);
        if (!write) {
            log.info("Next: add the element to <build><plugins>, or run with -Ddocker-strategy.import.write");
        } else if (hasPlugin()) {
            log.warn("The POM has this plugin already, so it was not changed.");
        } else {
            Path pom = Pom.file(goal.project());
            insert(pom, imported);
            log.info("Added to " + pom + "; the element of jib-maven-plugin is still there.");
        }
    }

    /** Builds both images, and gives the section of the report. */
    private String verified(String plugin, Imported imported, Path folder) {
        goal.log().info("Building the image with Jib and with the imported configuration");
        List<String> differences = new ImportVerification(goal, folder).differences(plugin, pom -> {
            if (!hasPlugin()) {
                insert(pom, imported);
            }
        });
        if (differences.isEmpty()) {
            String same = "Verified: the images are the same, but for the start command and the labels from the POM.";
            goal.log().info(same);
            return "\n" + same + "\n";
        }
        goal.log().warn("The images differ in " + differences.size() + " respects (Jib → imported):");
        differences.stream().limit(SHOWN).forEach(goal.log()::warn);
        return "\nThe images differ (Jib → imported):\n\n- `" + String.join("`\n- `", differences) + "`\n";
    }

    private void insert(Path pom, Imported imported) {
        PomFile file = new PomFile(pom);
        String encoding = goal.project().getOriginalModel().getModelEncoding();
        List<String> lines = file.inBytes(imported.plugin().lines(), encoding == null ? "UTF-8" : encoding);
        file.edit(text -> text.withPlugin(lines));
    }

    private boolean hasPlugin() {
        Model model = goal.project().getOriginalModel();
        return model.getBuild() != null
                && model.getBuild().getPlugins().stream()
                        .anyMatch(plugin -> plugin.getKey().equals(OURS));
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
