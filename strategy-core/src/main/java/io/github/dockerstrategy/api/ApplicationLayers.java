package io.github.dockerstrategy.api;

import io.github.dockerstrategy.engine.LayoutSource;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.jlink.JlinkBase;
import io.github.dockerstrategy.jlink.JlinkRequest;
import io.github.dockerstrategy.jlink.JlinkRuntime;
import io.github.dockerstrategy.jlink.KeptRuntimes;
import io.github.dockerstrategy.layout.ApplicationLayout;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The layers of a described application, on a linked runtime if that is its base.
 *
 * @param image what was described
 * @param cache folder of linked runtimes
 * @param log receives what the user should know of a linked runtime
 */
record ApplicationLayers(RequestReader.Reading image, Path cache, BuildLog log) implements LayoutSource {

    @Override
    public Layout layOut(Optional<Path> artifact) {
        BuildRequest request = image.request();
        Layout layout = new ApplicationLayout(image.launch(), request.split(), ExtraFiles.NONE, request.filesModified())
                .of(image.application());
        return request.image().from() instanceof BaseReference.Jlink ? layout.onTopOf(runtime()) : layout;
    }

    @Override
    public Layout layOutExtras() {
        return new Layout(List.of());
    }

    private List<Layer> runtime() {
        try {
            JlinkRuntime runtime = new JlinkBase(new HostPrograms(), log).make(jlinkRequest());
            runtime.notes().forEach(log::runtimeNote);
            return runtime.layers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "from", "run it again"), e);
        }
    }

    private JlinkRequest jlinkRequest() {
        List<Path> classPath = Stream.concat(
                        image.application().roots().stream(),
                        image.application().dependencies().stream().map(Dependency::file))
                .toList();
        return new JlinkRequest(
                Path.of(System.getProperty("java.home")),
                image.request().project().javaRelease(),
                classPath,
                Optional.empty(),
                List.of(),
                List.of(),
                KeptRuntimes.below(cache).folder(),
                image.request().filesModified());
    }
}
