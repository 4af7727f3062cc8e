package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ImageSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Dockerfile says about an image besides its base and its layers.
 *
 * <p>The rarely changing things come before the layers, so that builders find them in their cache. Behind the layers stands
 * what must not come earlier: labels, because a revision in them changes with every commit; the working directory, because
 * builders disagree on who owns one that they have to make; volumes, because the legacy builder drops what is put into one
 * later; and the user, so that nothing before is done with its rights.
 *
 * @param beforeLayers commands, environment, ports, health check, entrypoint
 * @param afterLayers labels, working directory, volumes, user
 */
public record RuntimeInstructions(List<Instruction> beforeLayers, List<Instruction> afterLayers) {

    public RuntimeInstructions {
        beforeLayers = List.copyOf(beforeLayers);
        afterLayers = List.copyOf(afterLayers);
    }

    /** The instructions for the commands and the configuration of {@code image}. */
    public static RuntimeInstructions of(ImageSpec image) {
        List<Instruction> before = new ArrayList<>(commands(image));
        List<Instruction> start = start(image.config());
        if (!before.isEmpty() && !start.isEmpty()) {
            before.add(new Blank());
        }
        before.addAll(start);
        return new RuntimeInstructions(before, finish(image.config()));
    }

    /** All instructions, with those for the layers in their place and a blank line between the parts. */
    public List<Instruction> around(List<? extends Instruction> layers) {
        List<Instruction> all = new ArrayList<>();
        for (List<? extends Instruction> part : List.of(beforeLayers, layers, afterLayers)) {
            if (!part.isEmpty()) {
                all.add(new Blank());
                all.addAll(part);
            }
        }
        return all;
    }

    private static List<Instruction> commands(ImageSpec image) {
        if (image.run().isEmpty()) {
            return List.of();
        }
        List<Instruction> all = new ArrayList<>();
        all.add(new Comment("What is installed on top of the base image."));
        // A configured user replaces the base image's; otherwise the base image's stays.
        if (image.config().user().isPresent()) {
            all.add(new User("0"));
        }
        image.run().forEach(command -> all.add(Run.of(command)));
        return all;
    }

    private static List<Instruction> start(ContainerConfig config) {
        List<Instruction> all = new ArrayList<>();
        if (!config.environment().isEmpty()) {
            all.add(new Env(config.environment()));
        }
        if (!config.ports().isEmpty()) {
            all.add(new Expose(config.ports()));
        }
        config.healthCheck().ifPresent(check -> all.add(new Health(check)));
        config.entrypoint().ifPresent(words -> all.add(new Entrypoint(words)));
        config.cmd().ifPresent(words -> all.add(new Cmd(words)));
        if (!all.isEmpty()) {
            all.add(0, new Comment("How a container starts."));
        }
        return all;
    }

    private static List<Instruction> finish(ContainerConfig config) {
        List<Instruction> all = new ArrayList<>();
        if (!config.labels().isEmpty()) {
            all.add(new Label(config.labels()));
        }
        config.workingDirectory().ifPresent(path -> all.add(new Workdir(path)));
        if (!config.volumes().isEmpty()) {
            all.add(new Volume(config.volumes()));
        }
        config.user().ifPresent(name -> all.add(new User(name)));
        if (!all.isEmpty()) {
            all.add(0, new Comment("Labels and user."));
        }
        return all;
    }
}
