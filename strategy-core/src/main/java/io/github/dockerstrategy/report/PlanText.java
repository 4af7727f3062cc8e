package io.github.dockerstrategy.report;

import static io.github.dockerstrategy.problem.Mention.goals;

import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/** A plan as a person reads it: the image, its layers, where it goes, and the steps. */
public final class PlanText {

    private final List<String> lines = new ArrayList<>();

    private PlanText() {}

    /**
     * @param layout the application's layers; empty if it is not built yet
     * @return the lines to print
     */
    public static List<String> of(BuildPlan plan, BuildRequest request, Optional<Layout> layout) {
        PlanText text = new PlanText();
        text.image(plan, request);
        text.config(request.image().config());
        text.layers(layout);
        text.steps(plan);
        return text.lines;
    }

    private void image(BuildPlan plan, BuildRequest request) {
        ImageSpec image = request.image();
        field("Strategy", plan.strategy().name());
        field("Image", image.name() + (image.allTags().size() > 1 ? "  tags " + image.allTags() : ""));
        if (!image.repositories().isEmpty()) {
            field(
                    "Also in",
                    String.join(
                            ", ",
                            image.repositories().stream().map(Object::toString).toList()));
        }
        field("From", image.from().toString());
        field(
                "Platforms",
                String.join(
                        ", ", image.platforms().stream().map(Object::toString).toList()));
        field(
                "Output",
                request.to().output().word()
                        + request.to().file().map(file -> "  " + file).orElse(""));
    }

    private void config(ContainerConfig config) {
        lines.add("");
        lines.add("Container (what is not listed is the base image's)");
        config.entrypoint().ifPresent(value -> field("entrypoint", exec(value)));
        config.cmd().ifPresent(value -> field("cmd", exec(value)));
        config.user().ifPresent(value -> field("user", value));
        config.workingDirectory().ifPresent(value -> field("workdir", value.value()));
        if (!config.ports().isEmpty()) {
            field(
                    "ports",
                    String.join(
                            ", ", config.ports().stream().map(Object::toString).toList()));
        }
        if (!config.volumes().isEmpty()) {
            field(
                    "volumes",
                    String.join(
                            ", ",
                            config.volumes().stream().map(Object::toString).toList()));
        }
        pairs("env", config.environment());
        pairs("label", config.labels());
    }

    private void layers(Optional<Layout> layout) {
        lines.add("");
        if (layout.isEmpty()) {
            lines.add("Layers: known once the module is built; to see them: " + goals("package", "plan"));
            return;
        }
        lines.add(String.format(Locale.ROOT, "%-24s %8s %12s  %s", "Layer", "files", "bytes", "for example"));
        for (Layer layer : layout.get().layers()) {
            long bytes = layer.entries().stream().mapToLong(PlanText::size).sum();
            String example = layer.entries().stream()
                    .filter(entry -> !entry.isDirectory())
                    .findFirst()
                    .map(entry -> entry.path().value())
                    .orElse("");
            lines.add(
                    String.format(Locale.ROOT, "%-24s %8d %12d  %s", layer.name(), layer.fileCount(), bytes, example));
        }
    }

    private void steps(BuildPlan plan) {
        lines.add("");
        lines.add("Steps");
        int number = 0;
        for (Step step : plan.steps()) {
            lines.add(String.format(Locale.ROOT, "  %d. %s", ++number, step.title()));
            if (step instanceof Step.HostCommand host) {
                lines.add("     $ " + host.command().line());
            }
        }
    }

    private void field(String name, String value) {
        lines.add(String.format(Locale.ROOT, "%-11s %s", name, value));
    }

    private void pairs(String name, Map<String, String> values) {
        values.forEach((key, value) -> field(name, key + "=" + value));
    }

    private static String exec(List<String> command) {
        return "[\"" + String.join("\", \"", command) + "\"]";
    }

    private static long size(Entry entry) {
        try {
            if (entry.content() instanceof Content.Source source) {
                return Files.size(source.file());
            }
            if (entry.content() instanceof Content.Zipped zipped) {
                return size(zipped.archive(), zipped.member());
            }
            return entry.content() instanceof Content.Made made ? made.bytes().length : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the size of " + entry.path(), e);
        }
    }

    private static long size(Path archive, String member) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.getEntry(member).getSize();
        }
    }
}
