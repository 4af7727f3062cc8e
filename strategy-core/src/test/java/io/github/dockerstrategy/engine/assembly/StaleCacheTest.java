package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationLayout;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.ExpectedLayers;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.MaterializedFiles;
import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has changed is seen, also where paths, times and sizes are those of before. */
class StaleCacheTest {

    @Test
    void seesAChangedMemberOfAnArchiveWhoseTimesNeverChange(@TempDir Path folder) {
        BuiltImage first = war(folder, "one");
        BuiltImage second = war(folder, "two");
        assertThat(second.imageDigest()).isNotEqualTo(first.imageDigest());
        assertThat(ArchivedImage.read(folder.resolve("target/image.tar")).layers())
                .last()
                .asString()
                .contains("'two'");
    }

    @Test
    void seesAChangedFileThatWasStagedWithAFixedTime(@TempDir Path folder) {
        BuiltImage first = staged(folder, "one");
        BuiltImage second = staged(folder, "two");
        assertThat(second.imageDigest()).isNotEqualTo(first.imageDigest());
        assertThat(ArchivedImage.read(folder.resolve("target/image.tar")).layers())
                .singleElement()
                .asString()
                .contains("'two'");
    }

    private static BuiltImage war(Path folder, String content) {
        Path war = Jars.jar().member("WEB-INF/classes/A.class", content).write(folder.resolve("target/a.war"));
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true);
        Layout layout = new ApplicationLayout(launch, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED)
                .of(new Application.War(war, List.of()));
        return AssemblyFixture.in(folder.resolve("target"), folder.resolve("cache"))
                .build(Images.full("demo"), Output.TAR, layout);
    }

    private static BuiltImage staged(Path folder, String content) {
        Path source = new Folder(folder).file("src/A.class", content);
        Layout layout = new Layout(List.of(new Layer(
                Layer.CLASSES,
                List.of(Entry.file(new ContainerPath("/app/classes/A.class"), source, Images.MODIFIED)))));
        StagedLayers staged = new StagedLayers(folder.resolve("target/layers"));
        staged.write(
                layout,
                new MaterializedFiles(folder.resolve("target/work")),
                new ExpectedLayers(List.of(), ContainerPath.ROOT, Images.MODIFIED));
        return AssemblyFixture.in(folder.resolve("target"), folder.resolve("cache"))
                .build(Images.full("demo"), Output.TAR, staged.read());
    }
}
