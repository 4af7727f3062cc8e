package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Quarkus makes of an application. */
class FastJarLayoutTest {

    @TempDir
    private Path root;

    @Test
    void itsJarsAreSpreadByWhatMavenKnowsOfThem() {
        Folder folder = new Folder(root);
        List.of(
                        "app/shop-1.0.jar",
                        "lib/boot/org.acme.runner-2.0.jar",
                        "lib/main/demo.api-0.1.jar",
                        "lib/main/org.acme.fresh-1.0-SNAPSHOT.jar",
                        "lib/main/org.acme.native-1.0-linux-x86_64.jar",
                        "lib/main/unknown-3.0.jar",
                        "quarkus/generated-bytecode.jar",
                        "quarkus/quarkus-application.dat",
                        "quarkus-app-dependencies.txt",
                        "quarkus-run.jar")
                .forEach(folder::file);
        Layout layout = layout(List.of(
                dependency("demo", "api", "0.1", "", Origin.PROJECT),
                dependency("org.acme", "runner", "2.0", "", Origin.RELEASE),
                dependency("org.acme", "fresh", "1.0-SNAPSHOT", "", Origin.SNAPSHOT),
                dependency("org.acme", "native", "1.0", "-linux-x86_64", Origin.RELEASE)));
        Golden.assertMatches("layout/fast-jar.txt", LayoutPicture.of(layout, root));
    }

    @Test
    void itsJarIsStartedAsOneSinceItsManifestOpensPackages() {
        new Folder(root).file("quarkus-run.jar");
        Entry start = layout(List.of()).layers().stream()
                .filter(layer -> layer.name().equals(Layer.LAUNCH))
                .flatMap(layer -> layer.entries().stream())
                .findFirst()
                .orElseThrow();
        assertThat(start.path()).isEqualTo(new ContainerPath("/srv/launch.args"));
        assertThat(start.content()).isEqualTo(new Entry.Content.Text("-Xmx64m\n-jar\n/srv/quarkus-run.jar\n"));
    }

    private Layout layout(List<Dependency> dependencies) {
        return new ApplicationLayout(
                        new Launch(new ContainerPath("/srv"), List.of("-Xmx64m"), true),
                        DependencyLayering.NONE,
                        ExtraFiles.NONE,
                        Images.MODIFIED)
                .of(new Application.FastJar(root, dependencies));
    }

    private Dependency dependency(String group, String artifact, String version, String classifier, Origin origin) {
        String name = artifact + "-" + version + classifier + ".jar";
        return new Dependency(new Coordinates(group, artifact, version), name, root.resolve(name), origin);
    }
}
