package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The jar or war that the module's build makes to be run: the one that {@code <artifact>} names, else what the Spring Boot or shade plugin
 * makes of the module's own artifact, else that artifact, else the only one that is attached in its place.
 */
public record ModuleArtifact(GoalContext goal) {

    static final String SHADE = "org.apache.maven.plugins:maven-shade-plugin";
    private static final Set<String> NOT_RUN = Set.of("sources", "javadoc", "tests", "test-sources", "test-javadoc");

    /** Whether this run has packaged the module. */
    boolean isBuilt() {
        return main().isPresent() || !attached().isEmpty();
    }

    /** Where it lies; empty where this run has not packaged the module, or it is not clear which one it is. It may still be missing. */
    Optional<Path> find() {
        if (goal.parameters().artifact() != null) {
            return Optional.of(
                    Pom.folder(project()).resolve(goal.parameters().artifact()).normalize());
        }
        if (!isBuilt()) {
            return Optional.empty();
        }
        return springBoot()
                .or(new QuarkusModule(goal)::runner)
                .or(this::shaded)
                .or(this::main)
                .or(this::onlyAttached);
    }

    /** @throws ProblemException if there is none, or if it is not clear which one it is */
    public Path require() {
        return find().orElseThrow(() -> new ProblemException(
                isBuilt()
                        ? Problem.of(
                                "several-artifacts",
                                "The module has no main artifact, but several with a classifier: "
                                        + attachedFiles().stream()
                                                .map(this::relative)
                                                .collect(Collectors.joining(", "))
                                        + ".",
                                "<artifact>",
                                "name the one to run: <artifact>"
                                        + relative(attachedFiles().get(0)) + "</artifact>")
                        : Problem.of(
                                "missing-artifact",
                                "The module has no artifact: nothing was packaged in this run.",
                                project().getFile().toString(),
                                "run the phase package first: mvn package docker-strategy:build")));
    }

    private MavenProject project() {
        return goal.project();
    }

    private Optional<Path> main() {
        return Optional.ofNullable(project().getArtifact()).flatMap(ModuleArtifact::file);
    }

    /**
     * With a classifier the module's own artifact stays as it is. Without {@code <attach>} Maven is not told of the repackaged one at all.
     */
    private Optional<Path> springBoot() {
        List<ConfiguredExecution> all = ConfiguredExecution.of(project(), Module.SPRING_BOOT, "repackage", "");
        Optional<ConfiguredExecution> made = all.stream()
                .filter(execution -> execution.text("classifier").isEmpty())
                .findFirst()
                .or(() -> all.stream().findFirst());
        return made.flatMap(execution -> {
            String classifier = execution.text("classifier").orElse("");
            boolean attaches = !execution.text("attach").orElse("").equals("false");
            if (attaches) {
                return classifier.isEmpty() ? main() : attached(classifier).or(() -> file(execution, classifier));
            }
            return file(execution, classifier);
        });
    }

    private Optional<Path> file(ConfiguredExecution execution, String classifier) {
        String suffix = classifier.isEmpty() || classifier.startsWith("-") ? classifier : "-" + classifier;
        return Optional.of(folder(execution)
                .resolve(project().getBuild().getFinalName() + suffix + "."
                        + project().getArtifact().getArtifactHandler().getExtension()));
    }

    private Path folder(ConfiguredExecution execution) {
        return resolved(
                execution.text("outputDirectory").orElse(project().getBuild().getDirectory()));
    }

    private Path resolved(String path) {
        return Pom.folder(project()).resolve(path);
    }

    /** The shade plugin replaces the module's own artifact unless it is configured to attach, rename or write a file. */
    private Optional<Path> shaded() {
        return ConfiguredExecution.of(project(), SHADE, "shade", "").stream()
                .map(this::shaded)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Path> shaded(ConfiguredExecution execution) {
        Optional<Path> file = execution.text("outputFile").map(this::resolved);
        if (file.isPresent()) {
            return file;
        }
        if (execution.is("shadedArtifactAttached")) {
            return attached(execution.text("shadedClassifierName").orElse("shaded"));
        }
        return execution
                .text("finalName")
                .filter(name -> !name.equals(project().getBuild().getFinalName()))
                .map(name -> folder(execution).resolve(name + ".jar"));
    }

    private Optional<Path> attached(String classifier) {
        return attached().stream()
                .filter(artifact -> classifier.equals(artifact.getClassifier()))
                .findFirst()
                .flatMap(ModuleArtifact::file);
    }

    private Optional<Path> onlyAttached() {
        List<Path> all = attachedFiles();
        List<Path> runnable = all.stream().filter(ModuleArtifact::isRunnable).toList();
        List<Path> wanted = all.size() == 1 ? all : runnable;
        return wanted.size() == 1 ? Optional.of(wanted.get(0)) : Optional.empty();
    }

    private List<Path> attachedFiles() {
        return attached().stream()
                .map(ModuleArtifact::file)
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isRunnable(Path file) {
        return new JarManifest(file.toFile()).attribute("Main-Class").isPresent();
    }

    private String relative(Path file) {
        return Pom.folder(project()).relativize(file).toString().replace('\\', '/');
    }

    /** What can be run among the attached artifacts. */
    private List<Artifact> attached() {
        String extension = project().getPackaging().equals("war") ? "war" : "jar";
        return project().getAttachedArtifacts().stream()
                .filter(artifact ->
                        extension.equals(artifact.getArtifactHandler().getExtension()))
                .filter(artifact -> !NOT_RUN.contains(String.valueOf(artifact.getClassifier())))
                .filter(artifact -> file(artifact).isPresent())
                .toList();
    }

    private static Optional<Path> file(Artifact artifact) {
        return Stream.ofNullable(artifact.getFile())
                .filter(File::isFile)
                .map(File::toPath)
                .findFirst();
    }
}
