package io.github.dockerstrategy.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What happens during a build: one method for each event, with values instead of sentences. {@link ConsoleBuildLog} words them.
 * Every method does nothing by default, so a listener implements only the events that it needs. Events come from several threads.
 */
public interface BuildLog {

    /** A log that drops everything. */
    static BuildLog silent() {
        return new BuildLog() {};
    }

    // The course of a build

    /**
     * The build chose a strategy by itself.
     *
     * @param strategy name of the strategy
     * @param reason why, as a clause
     * @param rule id of the rule that decided
     */
    default void choseStrategy(String strategy, String reason, String rule) {}

    /** Nothing is built. */
    default void skipped(String reason) {}

    /** Step {@code number} of {@code of} begins. */
    default void runningStep(int number, int of, String title) {}

    /** A program is started; secrets in {@code commandLine} are masked already. */
    default void runningCommand(String commandLine) {}

    /** A program that the build runs wrote a line. */
    default void programOutput(String line) {}

    /** A Java runtime of these modules and those that they require is linked. */
    default void linkingRuntime(List<String> modules) {}

    /** The image is built, and where it belongs. */
    default void builtImage(ImageSummary image) {}

    /**
     * The target has the image that would be built, so nothing is done.
     *
     * @param target the image's name in its registry, the archive or the engine
     * @param digest digest of the image
     */
    default void upToDate(String target, String digest) {}

    /** The image is pushed already, so nothing is done. */
    default void alreadyPushed(String image, String digest) {}

    // Registries

    /** Credentials were found for a registry that asked for them. */
    default void foundCredentials(String registry, String source) {}

    /** A mirror failed, or lacks what was asked for; the registry itself is asked from now on. */
    default void mirrorFailed(String mirror, String registry, String why) {}

    /**
     * Layers are about to be downloaded.
     *
     * @param image the image that has them
     * @param bytes size of all of them
     * @return receives the number of bytes of each part that has arrived
     */
    default LongConsumer pulling(String image, int layers, long bytes) {
        return part -> {};
    }

    /**
     * Layers are about to be uploaded.
     *
     * @param bytes size of all of them
     * @return receives the number of bytes of each part that has been sent
     */
    default LongConsumer pushing(int layers, long bytes) {
        return part -> {};
    }

    /** A registry answered with a status that may pass; the request is repeated after {@code wait}. */
    default void retryingRequest(String registry, int status, Duration wait, int attempt, int of) {}

    /** A connection to a registry failed; the request is repeated after {@code wait}. */
    default void retryingConnection(String registry, String cause, Duration wait, int attempt, int of) {}

    /** The download of a layer ended too early and is repeated. */
    default void retryingDownload(String layer, String image, int attempt, int of) {}

    /** The registry lacks a layer that it was thought to have; everything that it lacks is uploaded. */
    default void retryingPush(String cause) {}

    // What is left out or cannot be done

    /** The strategy does not use a parameter that is set, and needs no such thing. */
    default void ignoredParameter(String strategy, String parameter, String meaning) {}

    /** The strategy leaves a part of the configuration to files of the project. */
    default void strategyNote(String note) {}

    /** Ignore files keep these files of the sources out of the build context. */
    default void omittedFromContext(List<String> files) {}

    /**
     * User properties that a build in a container does not get.
     *
     * @param parameter the parameter that lists those to pass
     */
    default void omittedProperties(List<String> names, String parameter) {}

    /**
     * Properties with a secret that a forked build does not get, because others can read its command line.
     *
     * @param instead the command that needs no forked build
     */
    default void omittedSecrets(List<String> names, String instead) {}

    /** The builder that docker has lacks features; those that the build needs were refused before. */
    default void builderLacks(String builder, List<String> features) {}

    /** The builder also builds stages that the target does not need. */
    default void builderRunsAllStages(String cure) {}

    /** No dependency and no path goes into a layer that is configured. */
    default void emptyLayer(String name) {}

    /** The entrypoint looks like a script, and the base image has no shell. */
    default void shellMayBeMissing(String entrypoint, String baseImage) {}

    /** A linked runtime may lack something. */
    default void runtimeNote(String note) {}

    /** The password of a proxy cannot be read. */
    default void proxyWithoutCredentials(String proxy, String cause) {}

    /** A container uses the image that this build replaced, so the engine keeps it. */
    default void keptReplacedImage(String imageId) {}

    /** The cache stays larger than it should be. */
    default void cannotShrinkCache(Path cache, String cause) {}

    /** The full output of docker cannot be kept. */
    default void cannotKeepOutput(Path file, String cause) {}

    // Files

    /** Files were written to {@code folder}. */
    default void wroteFiles(Path folder, List<String> names) {}

    /** A script was written that builds the image. */
    default void wroteBuildScript(Path script) {}

    /** The layers were written to {@code folder}. */
    default void wroteLayers(Path folder) {}

    /** A report was written. */
    default void wroteReport(Path file) {}

    /** The files in {@code folder} are those that would be generated. */
    default void filesMatch(Path folder) {}

    /** The result that was asked for, such as a plan or a table, line by line. */
    default void result(List<String> lines) {}

    // Comparisons

    /** Several modules are about to be compared, one after another. */
    default void comparingModules(List<String> modules) {}

    /** Strategies are about to be compared, in copies of the project. */
    default void comparing(List<String> strategies, Path folder) {}

    /** A strategy is not compared. */
    default void excludedStrategy(String strategy, String reason) {}

    /**
     * What every build would download once is downloaded, unmeasured.
     *
     * @param builds whether a build is run for it, which downloads dependencies too
     */
    default void preparing(boolean builds) {}

    /** The preparation failed, which only makes the first builds slower. */
    default void preparationFailed(String cause) {}

    /** Build {@code number} of {@code of} begins. */
    default void measuringBuild(int number, int of, MeasuredBuild build) {}

    /** A measured build succeeded. */
    default void measuredBuild(MeasuredBuild.Figures figures, MeasuredBuild.Remaining remaining) {}

    /** A measured build failed. */
    default void measuredBuildFailed(String cause, MeasuredBuild.Remaining remaining) {}

    /** A build was not measured, because an earlier one of the same strategy failed. */
    default void measuredBuildSkipped(MeasuredBuild.Remaining remaining) {}

    /** An image could not be pulled ahead of a comparison. */
    default void cannotPull(String image, String cause) {}

    /** An image of a comparison could not be removed. */
    default void cannotRemove(String image, String cause) {}
}
