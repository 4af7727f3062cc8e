package io.github.dockerstrategy.engine.assembly;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Images as jib-core's public API makes them, to compare with. */
record JibReference(Path folder) {

    /** Builds an image into an archive with jib-core. */
    ArchivedImage build(ImageSpec image, io.github.dockerstrategy.oci.ImageFormat format, Layout layout) {
        Path archive = folder.resolve("image.tar");
        try {
            Files.createDirectories(folder);
            JibContainerBuilder builder = from(image.from())
                    .setFormat(
                            format == io.github.dockerstrategy.oci.ImageFormat.OCI
                                    ? ImageFormat.OCI
                                    : ImageFormat.Docker)
                    .setCreationTime(image.created())
                    .setFileEntriesLayers(layers(layout));
            configure(builder, image.config());
            builder.containerize(Containerizer.to(TarImage.at(archive).named("reference"))
                    .setBaseImageLayersCache(folder.resolve("bases"))
                    .setApplicationLayersCache(folder.resolve("layers"))
                    .setAllowInsecureRegistries(true));
            return ArchivedImage.read(archive);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JibContainerBuilder from(BaseReference base) throws Exception {
        return base instanceof BaseReference.Registry
                ? Jib.from(RegistryImage.named(base.toString()))
                : Jib.fromScratch();
    }

    private static void configure(JibContainerBuilder builder, ContainerConfig config) {
        config.entrypoint().ifPresent(builder::setEntrypoint);
        config.cmd().ifPresent(builder::setProgramArguments);
        config.environment().forEach(builder::addEnvironmentVariable);
        config.labels().forEach(builder::addLabel);
        config.volumes().forEach(volume -> builder.addVolume(AbsoluteUnixPath.get(volume.value())));
        config.user().ifPresent(builder::setUser);
        config.workingDirectory()
                .ifPresent(directory -> builder.setWorkingDirectory(AbsoluteUnixPath.get(directory.value())));
        config.ports().forEach(port -> builder.addExposedPort(port(port)));
    }

    private static Port port(io.github.dockerstrategy.image.Port port) {
        return port.protocol() == io.github.dockerstrategy.image.Port.Protocol.TCP
                ? Port.tcp(port.number())
                : Port.udp(port.number());
    }

    private List<FileEntriesLayer> layers(Layout layout) throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        for (Layer layer : layout.layers()) {
            FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer.name());
            for (Entry entry : layer.entries()) {
                builder.addEntry(
                        source(entry),
                        AbsoluteUnixPath.get(entry.path().value()),
                        FilePermissions.fromOctalString(entry.mode().toString()),
                        entry.modified(),
                        entry.owner().toString());
            }
            layers.add(builder.build());
        }
        return layers;
    }

    private Path source(Entry entry) throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        return Files.writeString(file, ((Entry.Content.Text) entry.content()).text());
    }
}
