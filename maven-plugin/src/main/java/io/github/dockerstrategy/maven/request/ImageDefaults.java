package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseImages;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ContainerUser;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.module.ExecutableWar;
import io.github.dockerstrategy.maven.module.MainVerticle;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.module.QuarkusModule;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;

/** What an image gets where nothing is said. */
public record ImageDefaults(GoalContext goal, Module module) {

    private static final String OUTPUT_TIMESTAMP = "project.build.outputTimestamp";

    private static final String APP_ROOT = "<container><appRoot>";

    /** Whether a war is laid open for a servlet container. */
    public boolean isWar() {
        return goal.project().getPackaging().equals("war") && !hasBuilderArtifact() && !isExecutableWar();
    }

    /** Whether a war is started by itself, as it contains its server. */
    boolean isExecutableWar() {
        return !hasBuilderArtifact() && new ExecutableWar(goal).isStarted();
    }

    boolean hasBuilderArtifact() {
        return goal.parameters().builder().artifact != null;
    }

    /** Whether the project's own Dockerfile says all of the image: then nothing of it has to be known here. */
    boolean hasOwnDockerfile() {
        return !goal.chosen().location().usesDescription();
    }

    /** Whether a JVM is started by us: for an exploded or packaged jar, not for a war or another builder's artifact. */
    boolean isLaunched() {
        return !hasOwnDockerfile()
                && !isWar()
                && (!hasBuilderArtifact()
                        || goal.parameters().containerizingMode().equals("packaged"));
    }

    String from() {
        if (!isWar()) {
            return BaseImages.runtime(module.javaRelease());
        }
        boolean javax = goal.project().getDependencies().stream().anyMatch(ImageDefaults::isOfPackageJavax);
        return BaseImages.servletContainer(module.javaRelease(), javax);
    }

    /** The same on every machine: a file where no daemon is needed, else the daemon that is. */
    String output() {
        return goal.chosen().assembler().defaultOutput().word();
    }

    String builderFrom() {
        return BaseImages.maven(module.javaRelease());
    }

    ApplicationKind kind() {
        if (isWar()) {
            return ApplicationKind.WAR;
        }
        Optional<ApplicationKind> ofQuarkus = new QuarkusModule(goal).kind();
        if (ofQuarkus.isPresent()) {
            return ofQuarkus.get();
        }
        if (goal.parameters().containerizingMode().equals("packaged") || isExecutableWar()) {
            return ApplicationKind.PACKAGED;
        }
        return hasBuilderArtifact() ? ApplicationKind.ARTIFACT : ApplicationKind.EXPLODED;
    }

    DependencyLayering split() {
        String layers = goal.parameters().dependencies().layers;
        DependencyLayering split =
                layers == null ? DependencyLayering.DEFAULT : DependencyLayering.parse(layers.strip());
        return split.with(new NamedLayersReader(goal).read(kind()));
    }

    /** The first release of each under the new group still had the packages of old. */
    private static boolean isOfPackageJavax(Dependency dependency) {
        if (dependency.getGroupId().equals("javax.servlet")
                || dependency.getGroupId().equals("javax")) {
            return true;
        }
        String version = String.valueOf(dependency.getVersion());
        return switch (dependency.getArtifactId()) {
            case "jakarta.servlet-api" -> version.startsWith("4.");
            case "jakarta.servlet.jsp-api" -> version.startsWith("2.");
            case "jakarta.jakartaee-api", "jakarta.jakartaee-web-api" -> version.startsWith("8.");
            default -> false;
        };
    }

    /** A linked runtime has no user of its own, so it would run as root. */
    Optional<String> user(BaseReference from) {
        return isLaunched() || from instanceof BaseReference.Jlink
                ? Optional.of(ContainerUser.NON_ROOT)
                : Optional.empty();
    }

    public Launch launch(BaseReference base) {
        ApplicationKind kind = kind();
        boolean files = kind == ApplicationKind.FAST_JAR || Launch.readsArgumentFile(module.javaRelease(), base);
        // Spring Boot starts its own jars from the class path.
        boolean named = container().mainClass != null && container().mainClass.contains("/");
        boolean modules = container().modulePath == null ? named || !module.isSpringBoot() : container().modulePath;
        Launch launch =
                new Launch(appRoot(base), container().jvmFlags, files, modules).withExtraClassPath(extraClassPath());
        return kind == ApplicationKind.EXPLODED ? launch.withArguments(new MainVerticle(goal).arguments()) : launch;
    }

    private List<String> extraClassPath() {
        List<String> entries = container().extraClasspath;
        for (String entry : entries) {
            if (entry == null || !entry.startsWith("/") || entry.contains(":")) {
                throw new ProblemException(Problem.of(
                        "bad-class-path-entry",
                        "'" + entry + "' is not an absolute path in the image.",
                        "<container><extraClasspath>",
                        "write one path an entry, such as /opt/extensions/*"));
            }
        }
        if (!entries.isEmpty() && !isLaunched()) {
            throw Launch.notOnClassPath("is not started from a class path");
        }
        return entries;
    }

    /** In a class path these mean something else. */
    private static ContainerPath checked(ContainerPath appRoot) {
        if (appRoot.value().matches(".*[:*].*")) {
            throw new ProblemException(Problem.of(
                    "bad-app-root",
                    "The path '" + appRoot + "' cannot be in a class path.",
                    APP_ROOT,
                    "remove colons and asterisks"));
        }
        return appRoot;
    }

    ContainerPath appRoot(BaseReference base) {
        if (container().appRoot != null) {
            ContainerPath root = checked(ContainerPath.parse(container().appRoot, APP_ROOT));
            if (!base.isEmpty() && !hasOwnDockerfile() && !new ExtraFilesReader(goal).readsBase()) {
                LinkedFolders.COMMON.refuse(root, true, APP_ROOT);
            }
            return root;
        }
        if (!isWar() || hasOwnDockerfile()) {
            return Launch.APP_ROOT;
        }
        return BaseImages.webApplication(base);
    }

    Instant created() {
        return times().created();
    }

    /** Whether the module's build says that it gives the same jars each time. */
    public boolean isReproducible() {
        String typed = goal.session().getUserProperties().getProperty(OUTPUT_TIMESTAMP);
        String text = typed == null ? goal.project().getProperties().getProperty(OUTPUT_TIMESTAMP) : typed;
        return text != null && text.strip().length() > 1;
    }

    public Instant modified() {
        return times().modified();
    }

    private ImageTimes times() {
        return new ImageTimes(goal, container());
    }

    String image() {
        String artifactId = goal.project().getArtifactId().toLowerCase(java.util.Locale.ROOT);
        return artifactId + ":" + goal.project().getVersion().replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    private ContainerParameters container() {
        return goal.parameters().container();
    }
}
