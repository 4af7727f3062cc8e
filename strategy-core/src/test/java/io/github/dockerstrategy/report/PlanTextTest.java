package io.github.dockerstrategy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.problem.Text;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {

    private static final Path SHOP = Path.of("/projects/shop");

    @TempDir
    private Path folder;

    @Test
    void showsImageContainerLayersAndSteps() {
        Path jar = Jars.jar().member("A.class", "12345").write(folder.resolve("a.jar"));
        Layout layout = new Layout(List.of(
                new Layer(
                        Layer.LAUNCH,
                        List.of(Entry.text(new ContainerPath("/app/launch.args"), "-cp\nä\n", Images.MODIFIED))),
                new Layer(
                        Layer.CLASSES,
                        List.of(
                                Entry.directory(new ContainerPath("/app/classes"), Images.MODIFIED),
                                Entry.file(new ContainerPath("/app/classes/A.class"), jar, Images.MODIFIED)
                                        .withContent(new Entry.Content.Zipped(jar, "A.class")),
                                Entry.file(
                                        new ContainerPath("/app/classes/B.class"),
                                        new Folder(folder).file("B.class", "1234567"),
                                        Images.MODIFIED)))));
        Golden.assertMatches("report/plan.txt", text(true, Optional.of(layout)));
    }

    @Test
    void saysHowToSeeTheLayersOfAModuleThatIsNotBuilt() {
        Golden.assertMatches("report/plan-not-built.txt", text(false, Optional.empty()));
    }

    @Test
    void touchesNothing() {
        text(false, Optional.empty());
        assertThat(folder).isEmptyDirectory();
    }

    private static String text(boolean built, Optional<Layout> layout) {
        Path target = SHOP.resolve("target/docker-strategy");
        BuildRequest request = new BuildRequest(
                new ProjectFacts(
                        new Coordinates("com.example", "shop", "1"),
                        "jar",
                        SHOP,
                        SHOP.resolve("target"),
                        17,
                        built,
                        () -> Command.of(SHOP, List.of("mvn", "-B", "package")),
                        () -> Plans.maven(SHOP)),
                Plans.MAVEN,
                ApplicationKind.EXPLODED,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                Images.full("registry.example.com/shop:1", "2"),
                Destination.below(target, Output.TAR),
                Plans.NO_DOCKER_OPTIONS,
                target,
                Images.CREATED);
        String lines =
                String.join("\n", PlanText.of(Strategies.builtIn().named("jib").plan(request), request, layout)) + "\n";
        return Text.render(lines, Notation.PLAIN);
    }
}
