package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.MavenBuild;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The Maven command lines that build this module, and what it needs of its reactor, in a process of their own. */
record ChildMaven(AbstractImageMojo mojo) {

    /** On this machine: packages the module without its tests and stages its layers. */
    Command onThisMachine() {
        MavenProject root = new Reactor(mojo).root();
        List<String> argv = new ArrayList<>();
        argv.add(program());
        argv.addAll(List.of("-B", "-ntp", "-f", root.getFile().toString()));
        argv.addAll(settings(mojo.session.getRequest()));
        argv.add("-D" + Overlay.PREFIX + "stageOnly=" + selector());
        argv.addAll(arguments());
        TypedProperties typed = new TypedProperties(mojo.session.getUserProperties());
        argv.addAll(typed.hidden());
        argv.addAll(goals());
        return Command.of(root.getBasedir().toPath(), argv)
                .withEnvironment(typed.environment())
                .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Anywhere: the same, without anything of this machine. */
    MavenBuild anywhere(Path staged) {
        return new Reactor(mojo).build(staged, arguments(), goals());
    }

    private String program() {
        Path home = Path.of(System.getProperty("maven.home", ""));
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Path program = home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn");
        return Files.isRegularFile(program) ? program.toString() : "mvn";
    }

    private List<String> arguments() {
        List<String> argv = new ArrayList<>();
        if (!new Reactor(mojo).isRoot()) {
            argv.addAll(List.of("-pl", selector(), "-am"));
        }
        String profiles = profiles();
        if (!profiles.isEmpty()) {
            argv.add("-P" + profiles);
        }
        argv.add("-DskipTests");
        argv.addAll(new TypedProperties(mojo.session.getUserProperties()).open());
        return argv;
    }

    private String selector() {
        return mojo.project.getGroupId() + ":" + mojo.project.getArtifactId();
    }

    /**
     * What settings.xml alone knows is active anyway where it is read, and not every Maven likes to be asked for a profile that
     * is not there.
     */
    private String profiles() {
        MavenExecutionRequest request = mojo.session.getRequest();
        List<String> settings = mojo.session.getSettings().getActiveProfiles();
        return Stream.concat(
                        request.getActiveProfiles().stream()
                                .filter(profile -> !settings.contains(profile) || isInPom(profile)),
                        request.getInactiveProfiles().stream().map(profile -> "!" + profile))
                .collect(Collectors.joining(","));
    }

    private boolean isInPom(String profile) {
        return mojo.project.getInjectedProfileIds().entrySet().stream()
                .anyMatch(source ->
                        !source.getKey().equals("external") && source.getValue().contains(profile));
    }

    private List<String> goals() {
        PluginDescriptor plugin = mojo.mojoExecution.getMojoDescriptor().getPluginDescriptor();
        String execution = mojo.mojoExecution.getExecutionId();
        return List.of(
                "package",
                plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion() + ":stage"
                        + (execution.equals("default-cli") ? "" : "@" + execution));
    }

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
        argv.add("-Dmaven.repo.local=" + new Reactor(mojo).localRepository());
        return argv;
    }

    private static void add(List<String> argv, String option, @Nullable File file) {
        if (file != null && file.isFile()) {
            argv.addAll(List.of(option, file.getPath()));
        }
    }
}
