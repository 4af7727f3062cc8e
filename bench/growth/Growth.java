import com.sun.management.OperatingSystemMXBean;
import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.engine.assembly.UpToDateCheck;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationLayout;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** How the cost of an image grows with what is in it: the first build, and one of nothing new. Prints a table. */
public final class Growth {

    private static final Instant TIME = Instant.ofEpochSecond(1);
    private static final BuildLog SILENT = BuildLog.silent();

    private final Path folder = Files.createTempDirectory("growth");

    private Growth() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        Growth growth = new Growth();
        try {
            growth.row("warm-up", 100, 10, 4, 1, false);
            System.out.println(
                    "| grows | classes | dependencies | layers | images | first build, CPU s | nothing changed, CPU"
                            + " s |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|");
            for (int classes : new int[] {1_000, 10_000, 50_000}) {
                growth.row("classes", classes, 10, 32, 1, true);
            }
            for (int dependencies : new int[] {10, 100, 1_000}) {
                growth.row("dependencies", 100, dependencies, 32, 1, true);
            }
            for (int layers : new int[] {1, 10, 96}) {
                growth.row("layers", 100, 500, layers, 1, true);
            }
            for (int modules : new int[] {1, 10, 100}) {
                growth.row("images", 100, 10, 32, modules, true);
            }
        } finally {
            delete(growth.folder);
        }
    }

    private void row(String grows, int classes, int dependencies, int layers, int images, boolean shown)
            throws IOException {
        Path project = folder.resolve(grows + classes + "-" + dependencies + "-" + layers + "-" + images);
        Path roots = project.resolve("classes");
        Random random = new Random(1);
        for (int i = 0; i < classes; i++) {
            file(roots.resolve("p" + i / 100).resolve("C" + i + ".class"), 2_000, random);
        }
        List<Dependency> jars = new ArrayList<>();
        for (int i = 0; i < dependencies; i++) {
            String name = "jar" + i + "-1.jar";
            Path jar = file(project.resolve("repository").resolve(name), 100_000, random);
            jars.add(new Dependency(
                    new Coordinates("org.group" + i % 30, "jar" + i, "1"), name, jar, Dependency.Origin.RELEASE));
        }
        Application application = new Application.Exploded(List.of(roots), jars, "demo.Main");
        double first = 0;
        double again = 0;
        for (int image = 0; image < images; image++) {
            first += cpu(() -> build(project, application, layers, project.resolve("work")));
            again += cpu(() -> build(project, application, layers, project.resolve("work")));
            if (images > 1) {
                file(roots.resolve("p0").resolve("C0.class"), 2_000, random);
            }
        }
        if (shown) {
            System.out.printf(
                    "| %s | %,d | %,d | %d | %d | %.2f | %.2f |%n",
                    grows, classes, dependencies, layers, images, first, again);
        }
        delete(project);
    }

    private void build(Path project, Application application, int layers, Path work) throws IOException {
        AssemblySettings settings = new AssemblySettings(
                new Registries(List.of(), host -> Optional.empty(), Map.of(), image -> CredentialLookup.none("")),
                project.resolve("cache"),
                Long.MAX_VALUE,
                false,
                false,
                "growth",
                "docker",
                Map.of());
        Layout layout = new ApplicationLayout(
                        new Launch(new ContainerPath("/app"), List.of(), true),
                        new DependencyLayering(layers),
                        ExtraFiles.NONE,
                        TIME)
                .of(application);
        ImageSpec image = new ImageSpec(
                ImageReference.parse("growth:1", ""),
                List.of(),
                new BaseReference.Scratch(),
                List.of(Platform.LINUX_AMD64),
                ContainerConfig.inherited(),
                List.of(),
                TIME,
                ManifestSpec.DEFAULT);
        AssembleImage step = new AssembleImage(image, ImageFormat.DOCKER, Destination.below(work, Output.TAR));
        AssemblyEngine engine = new AssemblyEngine(settings, SILENT);
        UpToDateCheck earlier = engine.earlier(step, image.from(), layout, work);
        if (earlier.result().isEmpty()) {
            BuiltImage made = engine.assemble(step, image.from(), layout, work, earlier);
            earlier.remember(made);
        }
    }

    private interface Work {
        void perform() throws IOException;
    }

    private static double cpu(Work work) throws IOException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = process.getProcessCpuTime();
        work.perform();
        return (process.getProcessCpuTime() - start) / 1e9;
    }

    private static Path file(Path file, int size, Random random) throws IOException {
        byte[] content = new byte[size];
        random.nextBytes(content);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
