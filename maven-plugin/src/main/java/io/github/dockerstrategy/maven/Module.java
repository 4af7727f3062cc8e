package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** What Maven knows of the module at hand. */
final class Module {

    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
    static final String SPRING_BOOT = "org.springframework.boot:spring-boot-maven-plugin";

    /** What the compiler plugin takes where nothing is said (since its 3.11). */
    private static final int DEFAULT_RELEASE = 8;

    private final AbstractImageMojo mojo;
    private final MavenProject project;

    Module(AbstractImageMojo mojo) {
        this.mojo = mojo;
        this.project = mojo.project;
    }

    /** @param staged where the module stages its layers */
    ProjectFacts facts(Path staged) {
        return new ProjectFacts(
                new Coordinates(project.getGroupId(), project.getArtifactId(), project.getVersion()),
                project.getPackaging(),
                basedir(),
                Path.of(project.getBuild().getDirectory()),
                javaRelease(),
                isBuilt(),
                () -> new ChildMaven(mojo).onThisMachine(),
                () -> new ChildMaven(mojo).anywhere(staged));
    }

    Path basedir() {
        return project.getBasedir().toPath();
    }

    /** The goals {@code build} and {@code stage} run in a build that has packaged the module, or by themselves. */
    boolean isBuilt() {
        return new ModuleArtifact(mojo).isBuilt();
    }

    /** The artifact that is run. */
    ModuleArtifact artifact() {
        return new ModuleArtifact(mojo);
    }

    /** The release that classes are compiled for, from the compiler's real settings: release before target. */
    int javaRelease() {
        return Stream.of(
                        configured(COMPILER, "release"),
                        property("maven.compiler.release"),
                        configured(COMPILER, "target"),
                        property("maven.compiler.target"))
                .flatMap(Optional::stream)
                .map(Module::release)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(DEFAULT_RELEASE);
    }

    /** The class to start, where the module's build names it. */
    Optional<String> mainClass() {
        return new ToldMainClass(mojo).find();
    }

    /** Whether Spring Boot's plugin repackages this module. */
    boolean isSpringBoot() {
        Plugin plugin = project.getPlugin(SPRING_BOOT);
        return plugin != null
                && plugin.getExecutions().stream()
                        .anyMatch(execution -> execution.getGoals().contains("repackage"));
    }

    /** The text of an element of a plugin's configuration, executions first. */
    Optional<String> configured(String plugin, String... path) {
        return dom(plugin, path).map(Xpp3Dom::getValue).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The children of an element of a plugin's configuration. */
    List<Xpp3Dom> children(String plugin, String... path) {
        return dom(plugin, path).map(dom -> List.of(dom.getChildren())).orElse(List.of());
    }

    private Optional<Xpp3Dom> dom(String key, String... path) {
        Plugin plugin = project.getPlugin(key);
        if (plugin == null) {
            return Optional.empty();
        }
        for (PluginExecution execution : plugin.getExecutions()) {
            Xpp3Dom found = isForTests(execution) ? null : descend(execution.getConfiguration(), path);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.ofNullable(descend(plugin.getConfiguration(), path));
    }

    private static boolean isForTests(PluginExecution execution) {
        return !execution.getGoals().isEmpty()
                && execution.getGoals().stream().allMatch(goal -> goal.startsWith("test"));
    }

    private static @Nullable Xpp3Dom descend(@Nullable Object configuration, String... path) {
        Xpp3Dom at = (Xpp3Dom) configuration;
        for (String name : path) {
            at = at == null ? null : at.getChild(name);
        }
        return at;
    }

    Optional<String> property(String name) {
        @Nullable String typed = mojo.session.getUserProperties().getProperty(name);
        return Optional.ofNullable(typed == null ? project.getProperties().getProperty(name) : typed)
                .filter(text -> !text.isBlank());
    }

    private static Optional<Integer> release(String text) {
        String number = text.startsWith("1.") ? text.substring(2) : text;
        return number.matches("\\d{1,3}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
