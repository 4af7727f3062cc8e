package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.maven.migrate.pom.OldPlugin;
import io.github.dockerstrategy.maven.migrate.pom.PomFile;
import io.github.dockerstrategy.maven.migrate.source.Imported;
import io.github.dockerstrategy.maven.migrate.source.Source;
import io.github.dockerstrategy.maven.migrate.source.Sources;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.logging.Log;

/**
 * Takes a module's configuration over, and tells what it did.
 *
 * @param goal the goal
 * @param from the plugin to take over from; empty to look for it
 * @param old what becomes of that plugin's element, where the POM is written
 */
public record ImportGoal(GoalContext goal, String from, OldPlugin old) {

    private static final String OURS = "io.github.dockerstrategy:docker-strategy-maven-plugin";
    private static final int SHOWN = 20;

    /**
     * @param write whether the POM gets the element
     * @param verify whether the images are built and compared
     */
    public void run(boolean write, boolean verify) {
        Log log = goal.log();
        List<Imported> found = found();
        if (found.isEmpty()) {
            nothing(log);
            return;
        }
        Imported imported = found.get(0);
        String theirs = imported.source().title();
        found.stream()
                .skip(1)
                .map(Imported::source)
                .forEach(other -> log.warn(other.title() + " is here, too: -Ddocker-strategy.import.from="
                        + other.name() + " imports that one."));
        imported.plugin().lines().forEach(log::info);
        log.info("");
        log.info("From " + theirs + ": " + imported.summary() + ".");
        imported.attention().forEach(row -> log.warn(row.path() + ": " + row.fate() + "; " + row.here()));
        requireAccounted(imported);
        Path folder = Path.of(goal.project().getBuild().getDirectory(), "docker-strategy", "import");
        Path report = folder.resolve("report.md");
        String verified = verify ? verified(imported, folder.resolve("work")) : "";
        write(report, (imported.report() + verified).getBytes(StandardCharsets.UTF_8));
        log.info("Report: " + report);
        if (!write) {
            log.info("Next: add the element to <build><plugins>, or run with -Ddocker-strategy.import.write");
        } else if (hasPlugin()) {
            log.warn("The POM has this plugin already, so it was not changed.");
        } else {
            Path pom = Pom.file(goal.project());
            insert(pom, imported);
            OldPlugin done = imported.source().imagesOnly() ? old : OldPlugin.KEEP;
            new PomFile(pom).edit(text -> done.apply(text, imported.source().artifacts()));
            log.info("Added to " + pom + "; the element of " + theirs + " is " + done + ".");
        }
    }

    private List<Imported> found() {
        String version =
                goal.execution().getMojoDescriptor().getPluginDescriptor().getVersion();
        List<Source> sources = from.isEmpty() ? Sources.ALL : List.of(Sources.named(from));
        return sources.stream()
                .flatMap(source -> source.read(goal.project(), version, !from.isEmpty()).stream())
                .toList();
    }

    private void nothing(Log log) {
        String names = from.isEmpty()
                ? Sources.ALL.stream().map(Source::title).distinct().collect(Collectors.joining(", "))
                : Sources.named(from).title();
        log.info("Nothing to import: this module does not build an image with " + names + ".");
        if (Files.isRegularFile(goal.project().getBasedir().toPath().resolve("Dockerfile"))) {
            log.info(
                    "Its Dockerfile is built as it is with <strategy>dockerfile</strategy>; the goal externalize takes the build out of"
                            + " one with several stages.");
        }
    }

    private static void requireAccounted(Imported imported) {
        List<String> unaccounted = imported.unaccounted();
        if (!unaccounted.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "import-unaccounted",
                    "It is not known what these elements of "
                            + imported.source().title() + " mean: " + String.join(", ", unaccounted) + ".",
                    "<configuration>",
                    "take them out, if that plugin does not know them either; else please report them"));
        }
    }

    /** Builds both images, and gives the section of the report. */
    private String verified(Imported imported, Path folder) {
        Source source = imported.source();
        goal.log().info("Building the image with " + source.title() + " and with the imported configuration");
        List<String> differences = new ImportVerification(goal, source, folder).differences(imported, pom -> {
            if (!hasPlugin()) {
                insert(pom, imported);
            }
        });
        if (differences.isEmpty()) {
            String same = "Verified: the images are the same, but for the start command and the labels from the POM"
                    + (source.builtBy() == Source.BuiltBy.ENGINE
                            ? imported.appRoot()
                                    .map(root -> ", and the layout in " + root)
                                    .orElse("")
                            : "")
                    + ".";
            goal.log().info(same);
            return "\n" + same + "\n";
        }
        goal.log()
                .warn("The images differ in " + differences.size() + " respects (" + source.title() + " → imported):");
        differences.stream().limit(SHOWN).forEach(goal.log()::warn);
        return "\nThe images differ (" + source.title() + " → imported):\n\n- `" + String.join("`\n- `", differences)
                + "`\n";
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
