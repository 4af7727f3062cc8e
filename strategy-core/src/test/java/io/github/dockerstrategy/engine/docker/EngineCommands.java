package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The build commands that the engine would run for a plan, without what only the engine wants to know.
 *
 * @param buildx whether buildx runs them, or BuildKit in the CLI
 */
public record EngineCommands(BuildRequest request, boolean buildx) {

    /** Flags that tell the engine where an image went, and those that all scripts' builders do without being told. */
    private static final Set<String> WITH_VALUE = Set.of("--iidfile", "--metadata-file", "--label");

    private static final Set<String> ALONE = Set.of("--load", "--provenance=false");

    /** Its words and flags, in order. */
    public List<List<String>> of(BuildPlan plan) {
        BuildOptionsFactory wanted = new BuildOptionsFactory(request.docker(), request.workFolder());
        Builder.Kind kind = buildx ? Builder.Kind.BUILDX : Builder.Kind.BUILDKIT;
        List<List<String>> commands = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.ExtractFromBuilder extract) {
                Delivery delivery = new Delivery.Store(List.of("NAME"), Optional.empty());
                commands.add(words(wanted.of(extract, delivery, Map.of("a", "mark"))));
            }
            if (step instanceof Step.BuildWithDocker build) {
                for (Delivery delivery : wanted.deliveries(build, false)) {
                    BuildOptions options = wanted.of(build, delivery, kind);
                    commands.add(words(
                            delivery instanceof Delivery.Archive
                                    ? BuildOptionsFactory.withoutExport(options)
                                    : options));
                }
            }
        }
        return commands;
    }

    private List<String> words(BuildOptions options) {
        Builder builder = Said.builder(buildx ? Builder.Kind.BUILDX : Builder.Kind.BUILDKIT);
        List<String> all = BuildCommand.words("docker", builder, Optional.of(new Platform("linux", "arm64")), options);
        return shared(all.subList(1, all.size()));
    }

    /** Words of a command without the flags that engine and script need not share. */
    public static List<String> shared(List<String> words) {
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (WITH_VALUE.contains(words.get(i))) {
                i++;
            } else if (!ALONE.contains(words.get(i))) {
                shared.add(words.get(i)
                        .replaceFirst("^docker-strategy-builder-\\d+$", "NAME")
                        .replaceFirst("^NPM_TOKEN=.*", "NPM_TOKEN"));
            }
        }
        return shared;
    }
}
