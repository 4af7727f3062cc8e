package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/** The class to start that the module's own build names: in the manifest of the artifact that it made, else in a plugin's configuration. */
record DeclaredMainClass(GoalContext goal) {

    private static final String MAIN_CLASS = "Main-Class";
    static final String JAR = "org.apache.maven.plugins:maven-jar-plugin";
    private static final String ASSEMBLY = "org.apache.maven.plugins:maven-assembly-plugin";

    Optional<String> find() {
        return new ModuleArtifact(goal).find().flatMap(this::inManifest).or(this::inConfiguration);
    }

    /** Spring Boot's loader, and that of any other archive of archives, starts from the archive alone. */
    private Optional<String> inManifest(Path artifact) {
        JarManifest manifest = new JarManifest(artifact.toFile());
        if (manifest.attribute("Spring-Boot-Version").isPresent()) {
            return manifest.attribute("Start-Class");
        }
        return manifest.attribute(MAIN_CLASS).filter(name -> isCompiled(name) || !isIn(artifact, name));
    }

    private boolean isCompiled(String name) {
        return Files.isRegularFile(new CompiledClasses(goal).folder().resolve(classFile(name)));
    }

    private static boolean isIn(Path artifact, String name) {
        try (JarFile jar = new JarFile(artifact.toFile(), false)) {
            return jar.getEntry(classFile(name)) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String classFile(String name) {
        return name.replace('.', '/') + ".class";
    }

    /** Spring Boot's parent says {@code ${start-class}} to all, also where no such property is set. */
    private Optional<String> inConfiguration() {
        return Stream.of(
                        executions(Module.SPRING_BOOT, "repackage", "")
                                .flatMap(execution -> execution.text("mainClass").stream()),
                        new Module(goal).configured(Module.SPRING_BOOT, "mainClass").stream(),
                        executions(ModuleArtifact.SHADE, "shade", "").flatMap(DeclaredMainClass::inTransformer),
                        executions(JAR, "jar", "default-jar")
                                .filter(execution ->
                                        execution.text("classifier").isEmpty()
                                                || execution.id().equals("default-jar"))
                                .flatMap(this::inArchive),
                        executions(ASSEMBLY, "single", "").flatMap(this::inArchive),
                        new Module(goal).property("start-class").stream())
                .flatMap(found -> found)
                .filter(name -> !name.contains("${"))
                .findFirst();
    }

    private Stream<ConfiguredExecution> executions(String plugin, String goal, String lifecycle) {
        return ConfiguredExecution.of(project(), plugin, goal, lifecycle).stream();
    }

    private static Stream<String> inTransformer(ConfiguredExecution shade) {
        return shade.each("transformers")
                .flatMap(transformer -> Stream.concat(
                        transformer.text("manifestEntries", MAIN_CLASS).stream(),
                        transformer.text("mainClass").stream()));
    }

    /** In the order in which Maven's archiver lets one win over the other. */
    private Stream<String> inArchive(ConfiguredExecution execution) {
        return Stream.of(
                        execution.text("archive", "manifestEntries", MAIN_CLASS),
                        execution.text("archive", "manifest", "mainClass"),
                        execution.text("archive", "manifestFile").flatMap(this::inFile))
                .flatMap(Optional::stream);
    }

    private Optional<String> inFile(String name) {
        Path file = Pom.folder(project()).resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            return Optional.ofNullable(attributes.getValue(MAIN_CLASS)).map(String::strip);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            "bad-manifest-file",
                            "'" + file + "' cannot be read as a manifest: " + e.getMessage() + ".",
                            "<archive><manifestFile> of another plugin",
                            "correct the file, or name the main class in <container><mainClass>"),
                    e);
        }
    }

    private MavenProject project() {
        return goal.project();
    }
}
