package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.project.ClassFiles;
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
public final class Module {

    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
    static final String SPRING_BOOT = "org.springframework.boot:spring-boot-maven-plugin";

    private static final String CLASSIFIER = "classifier";

    /** What the compiler plugin takes where nothing is said (since its 3.11). */
    private static final int DEFAULT_RELEASE = 8;

    private final GoalContext goal;
    private final MavenProject project;

    public Module(GoalContext goal) {
        this.goal = goal;
        this.project = goal.project();
    }

    /** @param staged where the module stages its layers */
    public ProjectFacts facts(Path staged) {
        return new ProjectFacts(
                new Coordinates(project.getGroupId(), project.getArtifactId(), project.getVersion()),
                project.getPackaging(),
                basedir(),
                Path.of(project.getBuild().getDirectory()),
                javaRelease(),
                isBuilt(),
                () -> new ChildMaven(goal).onThisMachine(),
                () -> new ChildMaven(goal).anywhere(staged));
    }

    public Path basedir() {
        return Pom.folder(project);
    }

    /** The goals {@code build} and {@code stage} run in a build that has packaged the module, or by themselves. */
    public boolean isBuilt() {
        return new ModuleArtifact(goal).isBuilt();
    }

    /** The artifact that is run. */
    public ModuleArtifact artifact() {
        return new ModuleArtifact(goal);
    }

    /**
     * The release that classes are compiled for, from the compiler's real settings: release before target. Where other compilers took part,
     * or the settings say nothing, the class files say more: what they need is the least.
     */
    public int javaRelease() {
        Optional<Integer> told = Stream.of(
                        configured(COMPILER, "release"),
                        property("maven.compiler.release"),
                        configured(COMPILER, "target"),
                        property("maven.compiler.target"))
                .flatMap(Optional::stream)
                .map(Module::release)
                .flatMap(Optional::stream)
                .findFirst();
        OtherLanguages others = new OtherLanguages(this, project);
        if (told.isPresent() && !others.present()) {
            return told.get();
        }
        int release = told.orElse(others.release().orElse(DEFAULT_RELEASE));
        return Math.max(
                release,
                new ClassFiles(new CompiledClasses(goal).folder())
                        .release()
                        .orElse(others.release().orElse(release)));
    }

    /** The class to start, where the module's build names it. */
    public Optional<String> mainClass() {
        return new DeclaredMainClass(goal).find();
    }

    /** Whether Spring Boot's plugin repackages this module. */
    public boolean isSpringBoot() {
        return springBoot().isPresent();
    }

    /** What Spring Boot's plugin leaves out of the module's archive; nothing where it does not repackage it. */
    SpringBootExclusions springBootExclusions() {
        return springBoot()
                .map(repackage -> SpringBootExclusions.of(repackage, this::property))
                .orElse(SpringBootExclusions.NONE);
    }

    /**
     * The execution of Spring Boot's plugin that made the artifact: by the classifier in the file's name; where none fits, the one that has
     * no classifier and so replaces the module's own artifact, else the first.
     */
    private Optional<ConfiguredExecution> springBoot() {
        List<ConfiguredExecution> all = ConfiguredExecution.of(project, SPRING_BOOT, "repackage", "");
        String name =
                all.size() < 2 ? "" : artifact().find().map(Module::baseName).orElse("");
        return Stream.of(
                        all.stream()
                                .filter(execution -> execution
                                        .text(CLASSIFIER)
                                        .filter(classifier -> name.endsWith("-" + classifier))
                                        .isPresent()),
                        all.stream()
                                .filter(execution -> execution.text(CLASSIFIER).isEmpty()),
                        all.stream())
                .flatMap(some -> some)
                .findFirst();
    }

    private static String baseName(Path artifact) {
        return String.valueOf(artifact.getFileName()).replaceFirst("\\.[a-z]+$", "");
    }

    /** The text of an element of a plugin's configuration, executions first. */
    Optional<String> configured(String plugin, String... path) {
        return dom(plugin, path).map(Xpp3Dom::getValue).map(String::strip).filter(text -> !text.isEmpty());
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
        @Nullable String typed = goal.session().getUserProperties().getProperty(name);
        return Optional.ofNullable(typed == null ? project.getProperties().getProperty(name) : typed)
                .filter(text -> !text.isBlank());
    }

    static Optional<Integer> release(String text) {
        String number = text.startsWith("1.") ? text.substring(2) : text;
        return number.matches("\\d{1,3}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
