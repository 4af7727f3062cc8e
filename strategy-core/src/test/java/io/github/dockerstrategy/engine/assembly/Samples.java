package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Small layouts. */
final class Samples {

    private static final Instant OTHER_TIME = Instant.parse("2020-02-02T20:02:02Z");

    private Samples() {}

    /** Three layers with everything that an entry can have; sources lie below {@code folder}. */
    static Layout layout(Path folder) {
        Folder sources = new Folder(folder);
        return new Layout(List.of(
                new Layer(
                        Layer.DEPENDENCIES,
                        List.of(Entry.file(
                                new ContainerPath("/app/libs/a.jar"), sources.file("a.jar"), Images.MODIFIED))),
                new Layer(
                        Layer.LAUNCH,
                        List.of(Entry.text(
                                new ContainerPath("/app/launch.args"), "-cp\n/app/classes\ndemo.Main\n", OTHER_TIME))),
                new Layer(
                        Layer.EXTRA,
                        List.of(
                                Entry.file(
                                                new ContainerPath("/usr/local/bin/run"),
                                                sources.file("run"),
                                                Images.MODIFIED)
                                        .withMode(FileMode.EXECUTABLE),
                                Entry.directory(new ContainerPath("/data"), OTHER_TIME)
                                        .withMode(FileMode.parse("700", ""))
                                        .withOwner(new Ownership(65532, 65532)),
                                Entry.text(new ContainerPath("/data/größe.txt"), "secret\n", OTHER_TIME)
                                        .withMode(FileMode.parse("600", ""))
                                        .withOwner(new Ownership(65532, 65533))))));
    }

    /** One layer of one file. */
    static Layout small(String content) {
        return new Layout(List.of(new Layer(
                Layer.CLASSES,
                List.of(Entry.text(new ContainerPath("/app/classes/A.class"), content, Images.MODIFIED)))));
    }
}
