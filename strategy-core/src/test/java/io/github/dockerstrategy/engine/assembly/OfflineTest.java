package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.RecordedLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAPushBeforeAnyWork() {
        ImageSpec image = image("registry.example.com/team/shop:1");
        refusalOf(() -> engine().check(image, Destination.below(folder, Output.REGISTRY), 17))
                .hasId("offline-push")
                .says("registry.example.com/team/shop:1", "registry registry.example.com")
                .advises("without offline mode", "output=tar");
        assertThat(new Folder(folder).files()).isEmpty();
    }

    @Test
    void allowsAPushToThisMachineAndAnArchiveOfAnyName() {
        for (String host : new String[] {"localhost:1", "127.0.0.1:1", "[::1]:1"}) {
            assertThatNoException().as(host).isThrownBy(() -> engine().checkNetwork(Images.full(host + "/shop:1")));
        }
        assertThat(engine().check(image("registry.example.com/shop:1"), Destination.below(folder, Output.TAR), 17))
                .isEqualTo(new BaseReference.Scratch());
    }

    @Test
    void takesABaseOfARegistryOnThisMachineThatIsNotCached() throws Exception {
        try (FakeRegistry registry = new FakeRegistry()) {
            registry.put("base", "17", "17.0.15");
            assertThat(build(registry).layers()).hasSize(2);
        }
    }

    @Test
    void takesTheCachedBaseWhereARegistryOnThisMachineIsStopped() throws Exception {
        FakeRegistry registry = new FakeRegistry();
        registry.put("base", "17", "17.0.15");
        String digest = build(registry).imageDigest();
        registry.close();
        assertThat(build(registry).imageDigest()).isEqualTo(digest);
    }

    private BuiltImage build(FakeRegistry registry) {
        BaseReference from = new BaseReference.Registry(ImageReference.parse(registry.host() + "/base:17", "from"));
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .build(settings(), Images.plain("shop:1", from), Output.TAR, Samples.small("new"));
    }

    private static ImageSpec image(String name) {
        return Images.plain(name, new BaseReference.Scratch());
    }

    private AssemblyEngine engine() {
        return new AssemblyEngine(settings(), new RecordedLog());
    }

    private AssemblySettings settings() {
        return new AssemblySettings(
                AssemblyFixture.NO_LOGINS,
                folder.resolve("cache"),
                Long.MAX_VALUE,
                true,
                false,
                "1.2.3",
                "docker",
                Map.of());
    }
}
