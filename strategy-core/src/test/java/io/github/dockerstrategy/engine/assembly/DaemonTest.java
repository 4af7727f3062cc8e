package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.RecordedLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images for a daemon, given to a docker that only keeps what it is given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "that docker is a shell script")
class DaemonTest {

    @TempDir
    private Path folder;

    @Test
    void theImageIsLoadedWithItsTagsAndItsLayersAreKnown() {
        BuiltImage made = build("""
                test "$1 $2" = "load --input" && cp "$3" "$KEEP" && echo "Loaded image: shop:1"
                """);
        ArchivedImage loaded = ArchivedImage.read(folder.resolve("kept.tar"));
        assertThat(loaded.json("manifest.json").path(0).path("RepoTags"))
                .extracting(tag -> tag.asText())
                .containsExactlyInAnyOrder("shop:1", "shop:2");
        assertThat(loaded.layers()).singleElement().asString().contains("'A'");
        assertThat(made.layers()).extracting(LayerResult::name).containsExactly("classes");
        assertThat(made.pushed()).isFalse();
        assertThat(new Folder(folder.resolve("work")).files())
                .noneMatch(file -> file.endsWith(".partial") || file.endsWith(".tar"));
    }

    @Test
    void aDaemonThatClearsAwayWhatItLoadsOnIsAskedOnceMore() {
        build("""
                if [ "$1" = load ] && [ ! -e "$KEEP" ]; then
                  touch "$KEEP"
                  echo 'failed to unpack: parent snapshot sha256:1a9c does not exist: not found' >&2
                  exit 1
                fi
                test "$1 $2" = "load --input" && cp "$3" "$KEEP" && echo "Loaded image: shop:1"
                """);
        assertThat(ArchivedImage.read(folder.resolve("kept.tar")).layers()).hasSize(1);
    }

    @Test
    void aDaemonThatRefusesIsQuotedAndNothingIsLeft() {
        refusalOf(() -> build("echo 'Cannot connect to the Docker daemon' >&2; exit 1"))
                .says("shop:1", "Cannot connect to the Docker daemon");
        assertThat(new Folder(folder.resolve("work")).files()).noneMatch(file -> file.endsWith(".partial"));
    }

    private BuiltImage build(String script) {
        Path docker = new Folder(folder).file("docker", "#!/bin/sh\n" + script);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        AssemblySettings settings = AssemblyFixture.forDaemon(
                folder.resolve("cache"),
                docker.toString(),
                Map.of("KEEP", folder.resolve("kept.tar").toString()));
        ImageSpec image = Images.full("shop:1", "2");
        Path work = folder.resolve("work");
        AssembleImage step = new AssembleImage(image, ImageFormat.DOCKER, Destination.below(work, Output.DAEMON));
        AssemblyEngine engine = new AssemblyEngine(settings, new RecordedLog());
        UpToDateCheck earlier = engine.earlier(step, image.from(), Samples.small("A"), work);
        return engine.assemble(step, image.from(), Samples.small("A"), work, earlier);
    }
}
