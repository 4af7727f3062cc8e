package io.github.dockerstrategy.log;

import static io.github.dockerstrategy.log.Words.count;
import static io.github.dockerstrategy.log.Words.first;
import static io.github.dockerstrategy.log.Words.retrying;
import static io.github.dockerstrategy.log.Words.seconds;
import static io.github.dockerstrategy.log.Words.shortened;

import io.github.dockerstrategy.problem.Notation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Words the events of a build, a line each. All wording of the log is here; a subclass can word some events in another way. */
public class ConsoleBuildLog implements BuildLog {

    private final Console console;

    public ConsoleBuildLog(LogSink sink) {
        this(sink, Notation.PLAIN);
    }

    /** @param notation how parameters and goals are written */
    public ConsoleBuildLog(LogSink sink, Notation notation) {
        this.console = new Console(sink, notation, new ProgressBar(sink.terminal()));
    }

    @Override
    public void choseStrategy(String strategy, String reason, String rule) {
        console.info("Strategy " + strategy + ": " + reason + " [" + rule + "]");
    }

    @Override
    public void skipped(String reason) {
        console.info("Skipped: " + reason);
    }

    @Override
    public void runningStep(int number, int of, String title) {
        console.info("[" + number + "/" + of + "] " + title);
    }

    @Override
    public void runningCommand(String commandLine) {
        console.info("$ " + commandLine);
    }

    @Override
    public void programOutput(String line) {
        console.info("  | " + line);
    }

    @Override
    public void linkingRuntime(List<String> modules) {
        console.info("Linking a Java runtime: " + first(modules));
        console.debug("Modules of the runtime: " + String.join(", ", modules));
    }

    @Override
    public void builtImage(ImageSummary image) {
        console.info(String.format(
                Locale.ROOT,
                "%s %s  %s, %s, %s, %s",
                image.pushed() ? "Pushed" : "Built",
                image.name(),
                shortened(image.digest()),
                Bytes.text(image.size()),
                count(image.layers(), "layer"),
                seconds(image.time())));
        image.next().ifPresent(command -> console.info("Next: " + command));
    }

    @Override
    public void upToDate(String target, String digest) {
        console.info("Up to date: " + target + " already has this image (" + shortened(digest) + ")");
    }

    @Override
    public void alreadyPushed(String image, String digest) {
        console.info("Already pushed: " + image + " (" + shortened(digest) + ")");
    }

    @Override
    public void foundCredentials(String registry, String source) {
        console.debug("Using the credentials for " + registry + " from " + source);
    }

    @Override
    public void mirrorFailed(String mirror, String registry, String why) {
        console.warn("The mirror " + mirror + " cannot be used: " + why + ". Using " + registry + ".");
    }

    @Override
    public LongConsumer pulling(String image, int layers, long bytes) {
        console.info("Pulling " + count(layers, "layer") + " of " + shortened(image) + ", " + Bytes.text(bytes));
        return console.progress().of("Pulling", bytes);
    }

    @Override
    public LongConsumer pushing(int layers, long bytes) {
        console.info("Pushing " + count(layers, "layer") + ", " + Bytes.text(bytes));
        return console.progress().of("Pushing", bytes);
    }

    @Override
    public void retryingRequest(String registry, int status, Duration wait, int attempt, int of) {
        console.info("The registry " + registry + " returned " + status + retrying(wait, attempt, of));
    }

    @Override
    public void retryingConnection(String registry, String cause, Duration wait, int attempt, int of) {
        console.info("The connection to " + registry + " failed (" + cause + ")" + retrying(wait, attempt, of));
    }

    @Override
    public void retryingDownload(String layer, String image, int attempt, int of) {
        console.info("The download of layer " + shortened(layer) + " of " + shortened(image) + " was cut; retrying ("
                + attempt + " of " + of + ").");
    }

    @Override
    public void retryingPush(String cause) {
        console.debug("Pushing again: " + cause);
    }

    @Override
    public void ignoredParameter(String strategy, String parameter, String meaning) {
        console.info("Ignored by the strategy '" + strategy + "': " + parameter + " (" + meaning + ").");
    }

    @Override
    public void strategyNote(String note) {
        console.warn(note);
    }

    @Override
    public void omittedFromContext(List<String> files) {
        console.info("Not in the build context: " + first(files));
    }

    @Override
    public void omittedProperties(List<String> names, String parameter) {
        console.warn("Properties not passed to the build in a container: " + String.join(", ", names) + " (" + parameter
                + " does not list them)");
    }

    @Override
    public void omittedSecrets(List<String> names, String instead) {
        console.warn("Secret properties are not passed to the forked build: " + String.join(", ", names)
                + ". If it needs them, build in one run: " + instead);
    }

    @Override
    public void builderLacks(String builder, List<String> features) {
        console.info("Builder: " + builder);
        console.debug("Unsupported by this builder: " + String.join(", ", features));
    }

    @Override
    public void builderRunsAllStages(String cure) {
        console.info("It also builds stages that the image does not need; to use BuildKit, " + cure);
    }

    @Override
    public void emptyLayer(String name) {
        console.warn("The layer '" + name + "' is empty: no dependency and no path matches it.");
    }

    @Override
    public void shellMayBeMissing(String entrypoint, String baseImage) {
        console.warn("The entrypoint '" + entrypoint + "' looks like a shell script, and '" + baseImage
                + "' has no shell: if it is one, the container does not start.");
    }

    @Override
    public void runtimeNote(String note) {
        console.warn(note);
    }

    @Override
    public void proxyWithoutCredentials(String proxy, String cause) {
        console.warn("The proxy '" + proxy + "' is used without credentials, because its password cannot be decrypted: "
                + cause);
    }

    @Override
    public void keptReplacedImage(String imageId) {
        console.info("The replaced image " + shortened(imageId) + " is kept, because a container uses it.");
    }

    @Override
    public void cannotShrinkCache(Path cache, String cause) {
        console.warn("Cannot shrink the cache " + cache + ": " + cause);
    }

    @Override
    public void cannotKeepOutput(Path file, String cause) {
        console.debug("Cannot write " + file + ": " + cause);
    }

    @Override
    public void wroteFiles(Path folder, List<String> names) {
        console.info("Written to " + folder + ": " + String.join(", ", names));
    }

    @Override
    public void wroteBuildScript(Path script) {
        console.info("Next: sh " + script);
    }

    @Override
    public void wroteLayers(Path folder) {
        console.info("Layers: " + folder);
    }

    @Override
    public void wroteReport(Path file) {
        console.info("Report: " + file);
    }

    @Override
    public void filesMatch(Path folder) {
        console.info("Up to date: the files in " + folder + " match the configuration.");
    }

    @Override
    public void result(List<String> lines) {
        lines.forEach(console::info);
    }

    @Override
    public void comparingModules(List<String> modules) {
        console.info("Comparing " + modules.size() + " modules, one after another: " + String.join(", ", modules));
    }

    @Override
    public void comparing(List<String> strategies, Path folder) {
        console.info("Comparing " + String.join(", ", strategies) + " in copies of the project below " + folder);
    }

    @Override
    public void excludedStrategy(String strategy, String reason) {
        console.info("Not compared: " + strategy + ", " + reason);
    }

    @Override
    public void preparing(boolean builds) {
        console.info("Downloading base images" + (builds ? " and dependencies" : "") + " (not measured)");
    }

    @Override
    public void preparationFailed(String cause) {
        console.debug("The unmeasured build failed: " + cause);
    }

    @Override
    public void measuringBuild(int number, int of, MeasuredBuild build) {
        String repeat = build.repeats() > 1 ? ", repeat " + build.repeat() + " of " + build.repeats() : "";
        runningStep(number, of, build.strategy() + ", " + build.scenario() + repeat);
    }

    @Override
    public void measuredBuild(MeasuredBuild.Figures figures, MeasuredBuild.Remaining remaining) {
        measured(
                seconds(figures.time()) + ", a push sends " + Bytes.text(figures.pushBytes()) + ", "
                        + figures.layersReused() + " of " + count(figures.layers(), "layer") + " reused",
                remaining);
    }

    @Override
    public void measuredBuildFailed(String cause, MeasuredBuild.Remaining remaining) {
        measured("failed: " + cause, remaining);
    }

    @Override
    public void measuredBuildSkipped(MeasuredBuild.Remaining remaining) {
        measured("skipped, because an earlier build failed", remaining);
    }

    @Override
    public void cannotPull(String image, String cause) {
        console.debug("Cannot pull " + image + ": " + cause);
    }

    @Override
    public void cannotRemove(String image, String cause) {
        console.debug("Cannot remove " + image + ": " + cause);
    }

    private void measured(String outcome, MeasuredBuild.Remaining remaining) {
        long minutes = Math.round(remaining.time().toMillis() / 60_000.0);
        String left = minutes < 1 ? "less than a minute" : "about " + minutes + " min";
        console.info("    " + outcome
                + (remaining.builds() > 0 ? " (" + count(remaining.builds(), "build") + " left, " + left + ")" : ""));
    }
}
