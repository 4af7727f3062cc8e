package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.ExpectedLayers;
import io.github.dockerstrategy.layout.LayerArchives;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.MaterializedFiles;
import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.project.ContextRules;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step.ArchiveLayers;
import io.github.dockerstrategy.strategy.Step.CopySources;
import io.github.dockerstrategy.strategy.Step.FileStep;
import io.github.dockerstrategy.strategy.Step.GatherFiles;
import io.github.dockerstrategy.strategy.Step.StageLayers;
import io.github.dockerstrategy.strategy.Step.WriteFile;
import io.github.dockerstrategy.strategy.Step.WriteUserProperties;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes layers, build contexts and Dockerfiles.
 *
 * @param layout gives the layout; not asked by steps that write no layers
 */
record FileSteps(BuildRequest request, Supplier<Layout> layout, BuildLog log) {

    void execute(FileStep step) {
        if (step instanceof StageLayers stage) {
            new StagedLayers(stage.into()).write(layout.get(), materials(), expected(stage.names(), request.appRoot()));
        } else if (step instanceof WriteFile file) {
            new Folder(file.file().toAbsolutePath().resolveSibling("")).write(file.file(), file.text());
        } else if (step instanceof CopySources gather) {
            gather(gather);
        } else if (step instanceof GatherFiles gather) {
            new Folder(gather.into())
                    .gather(gather.root(), gather.files(), new ContextRules(gather.root(), gather.ignoreFiles()));
        } else if (step instanceof WriteUserProperties properties) {
            write(properties);
        } else if (step instanceof ArchiveLayers archive) {
            archive(archive);
        }
    }

    private void gather(CopySources gather) {
        new Folder(gather.context()).clear();
        List<String> omitted = gather.sources().linkInto(gather.context());
        if (!omitted.isEmpty()) {
            log.omittedFromContext(omitted);
        }
    }

    private void write(WriteUserProperties properties) {
        List<String> omitted = properties.properties().leftOut();
        if (!omitted.isEmpty()) {
            log.omittedProperties(omitted, "builder.properties");
        }
        new PropertyFiles(properties).write();
    }

    private void archive(ArchiveLayers archive) {
        Layout expected = expected(archive.names(), archive.appRoot()).of(layout.get());
        new Folder(archive.into()).clear();
        new LayerArchives(archive.into(), request.scratchFolder().resolve("archives")).write(expected, materials());
    }

    private ExpectedLayers expected(List<String> names, ContainerPath appRoot) {
        return new ExpectedLayers(
                names,
                request.kind() == ApplicationKind.ARTIFACT ? ContainerPath.ROOT : appRoot,
                layout.get().modified().orElse(request.image().created()));
    }

    private MaterializedFiles materials() {
        return new MaterializedFiles(request.scratchFolder());
    }
}
