package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.ImageParameters;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.project.MainClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/**
 * A module of a build whose POMs mention no image: the goal was typed for all modules, and not all of them are applications.
 *
 * @param goal the goal that runs for the module
 */
public record LibraryModule(GoalContext goal) {

    /** A main method of Java, Kotlin, Groovy or Scala, or an object that is one. */
    private static final Pattern MAIN =
            Pattern.compile("\\b(void|fun|def)\\s+main\\s*[(:=]|\\bextends\\s+App\\b|@SpringBootApplication\\b");

    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|kt|scala|groovy)");

    /** Whether the module has nothing to start, and another module of this run has. */
    public boolean isBesideAnApplication() {
        Reactor reactor = new Reactor(goal);
        List<MavenProject> others = goal.session().getProjects().stream()
                .filter(other -> !other.equals(goal.project()))
                .toList();
        return !others.isEmpty()
                && !reactor.mentionsImages()
                && goal.project().getPackaging().equals("jar")
                && !QuarkusModule.builds(goal.project())
                && !namesWhatToStart()
                && !hasMainClass()
                && others.stream().anyMatch(LibraryModule::isApplication);
    }

    /** The modules of this run that get an image, in the order of the build: as the POMs say, or all that can be started. */
    public List<MavenProject> applications() {
        Reactor reactor = new Reactor(goal);
        return reactor.mentionsImages()
                ? reactor.mentioningImages()
                : goal.session().getProjects().stream()
                        .filter(LibraryModule::isApplication)
                        .toList();
    }

    private boolean namesWhatToStart() {
        ImageParameters parameters = goal.parameters();
        ContainerParameters container = parameters.container();
        return parameters.artifact() != null
                || parameters.builder().artifact != null
                || container.mainClass != null
                || container.entrypoint != null
                || new Module(goal).mainClass().isPresent();
    }

    /** Classes say more than sources, where there are any. */
    private boolean hasMainClass() {
        Path classes = new CompiledClasses(goal).folder();
        return Files.isDirectory(classes)
                ? !MainClasses.in(List.of(classes)).all().isEmpty()
                : isApplication(goal.project());
    }

    /** Whether it probably is one; it may not be compiled yet. */
    private static boolean isApplication(MavenProject module) {
        return module.getPackaging().equals("war")
                || QuarkusModule.builds(module)
                || !ConfiguredExecution.of(module, Module.SPRING_BOOT, "repackage", "")
                        .isEmpty()
                || sourceFolders(module).anyMatch(LibraryModule::hasMain);
    }

    private static Stream<Path> sourceFolders(MavenProject module) {
        Path main = Path.of(module.getBasedir().getPath(), "src", "main");
        return Stream.concat(
                        module.getCompileSourceRoots().stream().map(Path::of),
                        Stream.of("java", "kotlin", "scala", "groovy").map(main::resolve))
                .distinct()
                .filter(Files::isDirectory);
    }

    private static boolean hasMain(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> SOURCE.matcher(file.toString()).matches())
                    .anyMatch(file -> MAIN.matcher(text(file)).find());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sources in " + folder, e);
        }
    }

    /** Every byte is a character of this encoding; the words looked for are the same in all that sources are written in. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
