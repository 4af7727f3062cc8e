package io.github.dockerstrategy.engine.assembly;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Describes an image to jib. */
record JibImage(AssemblySettings settings, BuildLog log) {

    JibContainerBuilder describe(
            AssembleImage step, BaseReference base, Layout layout, List<PackedLayer> packed, Path workFolder)
            throws IOException, InterruptedException, RegistryException, CacheDirectoryCreationException,
                    ExecutionException {
        ImageSpec image = step.image();
        boolean oci = step.format() == io.github.dockerstrategy.oci.ImageFormat.OCI;
        JibContainerBuilder builder = from(image, base, workFolder)
                .setFormat(oci ? ImageFormat.OCI : ImageFormat.Docker)
                .setCreationTime(image.created())
                .setPlatforms(image.platforms().stream()
                        .map(platform -> new Platform(platform.architecture(), platform.os()))
                        .collect(Collectors.toSet()))
                .setFileEntriesLayers(layers(layout, packed));
        configure(builder, image.config());
        return builder;
    }

    private static void configure(JibContainerBuilder builder, ContainerConfig config) {
        config.entrypoint().ifPresent(builder::setEntrypoint);
        config.cmd().ifPresent(builder::setProgramArguments);
        config.environment().forEach(builder::addEnvironmentVariable);
        config.labels().forEach(builder::addLabel);
        config.volumes().forEach(volume -> builder.addVolume(path(volume)));
        config.user().ifPresent(builder::setUser);
        config.workingDirectory().ifPresent(directory -> builder.setWorkingDirectory(path(directory)));
        config.ports().forEach(port -> builder.addExposedPort(port(port)));
    }

    private static Port port(io.github.dockerstrategy.image.Port port) {
        return switch (port.protocol()) {
            case TCP -> Port.tcp(port.number());
            case UDP -> Port.udp(port.number());
            case SCTP ->
                throw new ProblemException(Problem.of(
                        "bad-port",
                        "An image for several platforms cannot have the port " + port + ".",
                        "ports",
                        "build the platforms one by one"));
        };
    }

    private JibContainerBuilder from(ImageSpec image, BaseReference base, Path workFolder)
            throws IOException, InterruptedException, RegistryException, CacheDirectoryCreationException,
                    ExecutionException {
        if (base instanceof BaseReference.Registry registry) {
            return isPulledFirst(image, registry.name())
                    ? pulledFirst(image, registry.name(), workFolder)
                    : Jib.from(registryImage(registry.name()));
        }
        return Jib.fromScratch();
    }

    private RegistryImage registryImage(ImageReference name) {
        com.google.cloud.tools.jib.api.ImageReference reference = reference(name);
        return RegistryImage.named(reference);
    }

    /** Whether the base has to be pulled by a run of its own, because plain HTTP is allowed for one of the registries only. */
    boolean isPulledFirst(ImageSpec image, ImageReference base) {
        return settings.registries().isPlainAllowed(image.name().registry())
                != settings.registries().isPlainAllowed(base.registry());
    }

    /** What is allowed for one registry must not be done to the other, so each gets a run of jib of its own. */
    private JibContainerBuilder pulledFirst(ImageSpec image, ImageReference base, Path workFolder)
            throws IOException, InterruptedException, RegistryException, CacheDirectoryCreationException,
                    ExecutionException {
        if (image.platforms().size() > 1) {
            throw new ProblemException(Problem.of(
                    "platforms-mixed-registries",
                    "An image for several platforms cannot be pushed over plain HTTP to "
                            + image.name().registry() + " on a base from " + base.registry()
                            + ", where plain HTTP is not allowed.",
                    "platforms, from, registries",
                    "copy the base image to the target's registry, or reach both in the same way"));
        }
        Path archive = workFolder.resolve("work").resolve("base.tar");
        Files.createDirectories(archive.getParent());
        io.github.dockerstrategy.oci.Platform platform = image.platforms().get(0);
        Jib.from(registryImage(base))
                .setPlatforms(java.util.Set.of(new Platform(platform.architecture(), platform.os())))
                .containerize(Containerizer.to(TarImage.at(archive).named(reference(base)))
                        .setBaseImageLayersCache(settings.jibCache())
                        .setApplicationLayersCache(settings.layersCache())
                        .setAllowInsecureRegistries(settings.registries().isPlainAllowed(base.registry())));
        return Jib.from(TarImage.at(archive));
    }

    static com.google.cloud.tools.jib.api.ImageReference reference(ImageReference name) {
        String host = name.registry().equals(ImageReference.DOCKER_HUB) ? null : name.registry();
        return com.google.cloud.tools.jib.api.ImageReference.of(
                host, name.repository(), name.tag().orElse(null), name.digest().orElse(null));
    }

    private List<FileEntriesLayer> layers(Layout layout, List<PackedLayer> packed) throws IOException {
        JibLayerFeed fed = new JibLayerFeed(settings.layersCache());
        List<FileEntriesLayer> layers = new ArrayList<>();
        for (int i = 0; i < packed.size(); i++) {
            layers.add(fed.feed(layout.layers().get(i).name(), packed.get(i)));
        }
        return layers;
    }

    private static AbsoluteUnixPath path(ContainerPath path) {
        return AbsoluteUnixPath.get(path.value());
    }
}
