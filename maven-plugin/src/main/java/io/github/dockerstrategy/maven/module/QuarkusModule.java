package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.FileSet;
import org.apache.maven.project.MavenProject;

/**
 * A module that Quarkus builds: its classes do not start by themselves, only what its plugin makes of them.
 *
 * @param goal the goal
 */
public record QuarkusModule(GoalContext goal) {

    private static final String PLUGIN = "quarkus-maven-plugin";

    /** The properties that choose what Quarkus makes, the current one first. */
    private static final List<String> TYPE = List.of("quarkus.package.jar.type", "quarkus.package.type");

    private static final Set<String> ONE_JAR = Set.of("uber-jar", "legacy-jar");
    private static final String FAST_JAR = "fast-jar";
    private static final String FOLDER = "quarkus-app";
    private static final String NATIVE = "native";

    /**
     * What Quarkus makes: a folder with the jar to run and all that it needs, or one jar, with its dependencies in it or beside it. Empty where
     * something else is put into the image.
     */
    public Optional<ApplicationKind> kind() {
        return isBuiltByQuarkus()
                ? Optional.of(ONE_JAR.contains(type()) ? ApplicationKind.PACKAGED : ApplicationKind.FAST_JAR)
                : Optional.empty();
    }

    /** The one jar. */
    Optional<Path> runner() {
        return kind().filter(ApplicationKind.PACKAGED::equals)
                .map(kind -> target().resolve(project().getBuild().getFinalName() + "-runner.jar"))
                .filter(Files::isRegularFile);
    }

    /** Refuses what Quarkus decides by itself. */
    public void check() {
        if (!isBuiltByQuarkus()) {
            return;
        }
        if (type().startsWith(NATIVE)
                || setting("quarkus.native.enabled").orElse("").equals("true")) {
            throw new ProblemException(Problem.of(
                    "quarkus-native",
                    "Quarkus makes a native executable of this module, which needs no Java.",
                    "quarkus.native.enabled",
                    "take the executable as it is: <builder><artifact>target/"
                            + project().getBuild().getFinalName()
                            + "-runner</artifact><into>/app</into></builder> with"
                            + " <container><entrypoint><arg>/app</arg></entrypoint></container>"));
        }
        if (kind().equals(Optional.of(ApplicationKind.FAST_JAR))
                && goal.parameters().container().mainClass != null) {
            throw new ProblemException(Problem.of(
                    "main-class-not-started",
                    "Quarkus starts the class that its build was told, not '"
                            + goal.parameters().container().mainClass + "'.",
                    "<container><mainClass>",
                    "leave it out and name the class in application.properties: quarkus.package.main-class="
                            + goal.parameters().container().mainClass));
        }
    }

    /** @throws ProblemException if Quarkus has not made it */
    public Path folder() {
        Path folder =
                target().resolve(setting("quarkus.package.output-directory").orElse(FOLDER));
        if (!Files.isRegularFile(folder.resolve("quarkus-run.jar"))) {
            throw new ProblemException(Problem.of(
                    "quarkus-app-missing",
                    "Quarkus builds this module, but there is no " + folder.resolve("quarkus-run.jar") + ".",
                    "quarkus-maven-plugin",
                    "write this plugin below quarkus-maven-plugin in the POM: in one phase, Maven runs plugins in that order;"
                            + " see that the goal build of Quarkus runs;\nwhere Quarkus makes one jar, set "
                            + TYPE.get(0)
                            + " in application.properties or in the POM, not in application.yaml"));
        }
        return folder;
    }

    private boolean isBuiltByQuarkus() {
        return goal.parameters().artifact() == null
                && goal.parameters().builder().artifact == null
                && builds(project());
    }

    /** Whether the plugin of Quarkus makes an application of a module. */
    static boolean builds(MavenProject module) {
        return module.getPackaging().equals("quarkus")
                || module.getBuildPlugins().stream()
                        .filter(plugin -> plugin.getArtifactId().equals(PLUGIN))
                        .flatMap(plugin -> plugin.getExecutions().stream())
                        .anyMatch(execution -> execution.getGoals().contains("build"));
    }

    private String type() {
        return TYPE.stream()
                .flatMap(name -> setting(name).stream())
                .findFirst()
                .orElse(FAST_JAR)
                .toLowerCase(Locale.ROOT);
    }

    /** As Quarkus finds it: typed, in the POM, or in the application's properties. */
    private Optional<String> setting(String name) {
        return new Module(goal)
                .property(name)
                .or(() -> Stream.ofNullable(project().getResources())
                        .flatMap(List::stream)
                        .map(FileSet::getDirectory)
                        .map(folder -> Pom.folder(project()).resolve(folder).resolve("application.properties"))
                        .filter(Files::isRegularFile)
                        .map(QuarkusModule::read)
                        .flatMap(properties -> Stream.ofNullable(properties.getProperty(name)))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty() && !value.contains("${"))
                        .findFirst());
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            // Quarkus will say what is wrong with it.
        }
        return properties;
    }

    private Path target() {
        return Path.of(project().getBuild().getDirectory());
    }

    private MavenProject project() {
        return goal.project();
    }
}
