package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.dockerfile.Add;
import io.github.dockerstrategy.dockerfile.Arg;
import io.github.dockerstrategy.dockerfile.Comment;
import io.github.dockerstrategy.dockerfile.Copy;
import io.github.dockerstrategy.dockerfile.Instruction;
import io.github.dockerstrategy.dockerfile.RuntimeInstructions;
import io.github.dockerstrategy.dockerfile.Stage;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.strategy.Step.ArchiveLayers;
import io.github.dockerstrategy.strategy.Step.LayOutExtras;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The stage that becomes the image: base, configuration, layers. The same for every strategy but for where layers come from. */
final class RuntimeDockerfile {

    /** Folder of the layers' archives in the context. */
    static final String ARCHIVES = "layers";

    /** Around an artifact there may be no extra files, nor is there a folder that is always there: the layer may be empty. */
    private static final List<Instruction> AFTER_EXTRAS = List.of(
            new Comment("docker's legacy builder cannot copy right after a layer that came out empty."),
            new Arg("EXTRA", Optional.of("added")));

    private RuntimeDockerfile() {}

    /** Adds one archive of the context for each layer. */
    static Stage fromArchives(BuildRequest request) {
        List<Instruction> layers = new ArrayList<>();
        layers.add(new Comment("The application, one archive per layer, the most rarely changed first."));
        for (String name : request.layerNames()) {
            layers.add(Add.of(ARCHIVES + "/" + name + ".tar", "/"));
            if (request.kind() == ApplicationKind.ARTIFACT && name.equals(Layer.EXTRA)) {
                layers.addAll(AFTER_EXTRAS);
            }
        }
        return around(request, layers);
    }

    /** Copies one folder of another stage for each layer. */
    static Stage fromStage(BuildRequest request, String stage, String folder) {
        List<Instruction> layers = new ArrayList<>();
        layers.add(new Comment("The application, one folder per layer, the most rarely changed first."));
        request.layerNames().forEach(name -> layers.add(Copy.from(stage, folder + "/" + name + "/", "/")));
        return around(request, layers);
    }

    /**
     * Copies what commands have made, and adds the extra files: a file of both is the extra one.
     *
     * @param copy the copy of it to where it goes; of a folder docker copies the contents, so that is right for a file and a folder
     */
    static Stage ofArtifact(BuildRequest request, Function<String, Copy> copy) {
        ContainerPath into = request.builder().into().orElse(ContainerPath.ROOT);
        List<Instruction> layers = new ArrayList<>();
        layers.add(new Comment("What the commands have built, then extra files."));
        layers.add(copy.apply(into.value()));
        layers.add(Add.of(ARCHIVES + "/" + Layer.EXTRA + ".tar", "/"));
        return around(request, layers);
    }

    /** The steps that put the extra files into the context, for {@link #ofArtifact}. */
    static List<Step> extras(BuildRequest request) {
        return List.of(
                new LayOutExtras(),
                new ArchiveLayers(
                        List.of(Layer.EXTRA),
                        request.appRoot(),
                        request.contextFolder().resolve(ARCHIVES)));
    }

    private static Stage around(BuildRequest request, List<Instruction> layers) {
        return Stage.from(base(request.image().from()))
                .with(RuntimeInstructions.of(request.image()).around(layers));
    }

    private static String base(BaseReference from) {
        if (from instanceof BaseReference.Registry registry) {
            return registry.name().toString();
        }
        return from instanceof BaseReference.Daemon daemon ? daemon.name().toString() : "scratch";
    }
}
