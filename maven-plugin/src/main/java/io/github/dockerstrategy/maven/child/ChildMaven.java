package io.github.dockerstrategy.maven.child;

import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.MavenBuild;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The Maven command lines that build this module, and what it needs of its reactor, in a process of their own. */
public record ChildMaven(GoalContext goal) {

    /** On this machine: packages the module without its tests and stages its layers. */
    public Command onThisMachine() {
        MavenProject root = new Reactor(goal).root();
        List<String> argv =
                new ArrayList<>(List.of("-B", "-ntp", "-f", Pom.file(root).toString()));
        argv.addAll(settings(goal.session().getRequest()));
        argv.add("-D" + Overlay.PREFIX + "stageOnly=" + selector());
        argv.addAll(arguments(profile -> isInPom(profile) || isInSettings(profile)));
        argv.addAll(properties().arguments());
        argv.addAll(goals());
        return Command.of(Pom.folder(root), MavenScript.ofThisRun().with(argv))
                .withEnvironment(properties().environment())
                .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /**
     * In a copy of the project, without tests.
     *
     * @param copy the copy's folder
     * @param typed arguments for properties that were typed, see {@link ChildProperties#argumentsOfComparison}
     * @param words further options, and the goals
     */
    public Command inCopy(Path copy, List<String> typed, List<String> words) {
        Path pom = copy.resolve(Pom.file(new Reactor(goal).root()).getFileName());
        List<String> argv = new ArrayList<>(List.of("-B", "-ntp", "-f", pom.toString()));
        argv.addAll(settings(goal.session().getRequest()));
        argv.addAll(selection());
        argv.addAll(typed);
        argv.add("-DskipTests");
        argv.addAll(words);
        return Command.of(copy, MavenScript.ofThisRun().with(argv))
                .withEnvironment(properties().environmentOfComparison())
                .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Names of secret properties that the process on this machine does not get. */
    public List<String> secretsKept() {
        return properties().kept();
    }

    public ChildProperties properties() {
        return new ChildProperties(goal);
    }

    /** Anywhere: the same, without anything of this machine. */
    public MavenBuild anywhere(Path staged) {
        return new Reactor(goal)
                .build(staged, arguments(this::isInPom), properties().elsewhere(), goals());
    }

    /** The module by itself, with the profiles of this run. */
    private List<String> selection() {
        List<String> argv = new ArrayList<>();
        if (!new Reactor(goal).isRoot()) {
            argv.addAll(List.of("-pl", selector()));
        }
        String profiles = profiles(profile -> isInPom(profile) || isInSettings(profile));
        if (!profiles.isEmpty()) {
            argv.add("-P" + profiles);
        }
        return argv;
    }

    private List<String> arguments(Predicate<String> isThere) {
        List<String> argv = new ArrayList<>();
        if (!new Reactor(goal).isRoot()) {
            argv.addAll(List.of("-pl", String.join(",", selected()), "-am"));
        }
        String profiles = goal.keepsFiles() ? "" : profiles(isThere);
        if (!profiles.isEmpty()) {
            argv.add("-P" + profiles);
        }
        argv.add("-DskipTests");
        return argv;
    }

    /** This module, and those it needs in a way that Maven's own {@code -am} does not see. */
    private List<String> selected() {
        List<String> selected = new ArrayList<>(List.of(selector()));
        for (MavenProject module : new Reactor(goal).configuredModules()) {
            selected.add(module.getGroupId() + ":" + module.getArtifactId());
        }
        return selected;
    }

    private String selector() {
        return goal.project().getGroupId() + ":" + goal.project().getArtifactId();
    }

    /** Not every Maven likes to be asked for a profile that is not there. */
    private String profiles(Predicate<String> isThere) {
        MavenExecutionRequest request = goal.session().getRequest();
        return Stream.concat(
                        request.getActiveProfiles().stream().filter(isThere),
                        request.getInactiveProfiles().stream().filter(isThere).map(profile -> "!" + profile))
                .collect(Collectors.joining(","));
    }

    private boolean isInPom(String profile) {
        return goal.session().getAllProjects().stream()
                .flatMap(ChildMaven::withParents)
                .flatMap(project -> project.getOriginalModel().getProfiles().stream())
                .anyMatch(one -> one.getId().equals(profile));
    }

    private static Stream<MavenProject> withParents(MavenProject project) {
        return Stream.iterate(project, Objects::nonNull, MavenProject::getParent);
    }

    private boolean isInSettings(String profile) {
        return goal.session().getRequest().getProfiles().stream()
                .anyMatch(one -> one.getId().equals(profile));
    }

    private List<String> goals() {
        return List.of("package", goal("stage"));
    }

    /** A goal of this plugin, in this version and with the configuration of this execution. */
    public String goal(String name) {
        PluginDescriptor plugin = goal.execution().getMojoDescriptor().getPluginDescriptor();
        String execution = goal.execution().getExecutionId();
        return plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion() + ":" + name
                + (execution.equals("default-cli") ? "" : "@" + execution);
    }

    /** Options that hand on how this run of Maven was set up. */
    private List<String> settings(MavenExecutionRequest request) {
        List<String> argv = new ArrayList<>();
        if (request.isOffline()) {
            argv.add("-o");
        }
        add(argv, "-s", request.getUserSettingsFile());
        File global = request.getGlobalSettingsFile();
        if (global != null && !global.toPath().startsWith(System.getProperty("maven.home", ""))) {
            add(argv, "-gs", global);
        }
        add(argv, "-t", request.getUserToolchainsFile());
        argv.add("-Dmaven.repo.local=" + new Reactor(goal).localRepository());
        return argv;
    }

    private static void add(List<String> argv, String option, @Nullable File file) {
        if (file != null && file.isFile()) {
            argv.addAll(List.of(option, file.getPath()));
        }
    }
}
