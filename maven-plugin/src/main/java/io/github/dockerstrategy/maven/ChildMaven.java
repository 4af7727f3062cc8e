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
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** The Maven command lines that build this module, and what it needs of its reactor, in a process of their own. */
record ChildMaven(AbstractImageMojo mojo) {

    /** On this machine: packages the module without its tests and stages its layers. */
    Command onThisMachine() {
        MavenProject root = new Reactor(mojo).root();
        List<String> argv = new ArrayList<>();
        argv.add(program());
        argv.addAll(List.of("-B", "-ntp", "-f", root.getFile().toString()));
        argv.addAll(settings(mojo.session.getRequest()));
        argv.add("-D" + Overlay.PREFIX + "stageOnly=" + mojo.project.getGroupId() + ":" + mojo.project.getArtifactId());
        argv.addAll(arguments());
        argv.addAll(goals());
        return Command.of(root.getBasedir().toPath(), argv)
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
            argv.addAll(List.of("-pl", ":" + mojo.project.getArtifactId(), "-am"));
        }
        if (!mojo.session.getRequest().getActiveProfiles().isEmpty()) {
            argv.add("-P" + String.join(",", mojo.session.getRequest().getActiveProfiles()));
        }
        argv.add("-DskipTests");
        argv.addAll(properties(mojo.session.getUserProperties()));
        return argv;
    }

    private List<String> goals() {
        PluginDescriptor plugin = mojo.mojoExecution.getMojoDescriptor().getPluginDescriptor();
        String execution = mojo.mojoExecution.getExecutionId();
        return List.of(
                "package",
                plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion() + ":stage"
                        + (execution.equals("default-cli") ? "" : "@" + execution));
    }

    private static List<String> settings(MavenExecutionRequest request) {
        List<String> argv = new ArrayList<>();
        if (request.isOffline()) {
            argv.add("-o");
        }
        File user = request.getUserSettingsFile();
        if (user != null && user.isFile()) {
            argv.addAll(List.of("-s", user.getPath()));
        }
        argv.add("-Dmaven.repo.local=" + request.getLocalRepositoryPath());
        return argv;
    }

    private static List<String> properties(Properties typed) {
        List<String> argv = new ArrayList<>();
        for (String name : new TreeSet<>(typed.stringPropertyNames())) {
            boolean ours = name.equals("maven.repo.local")
                    || name.equals("skipTests")
                    || name.equals("image")
                    || name.equals(Overlay.PREFIX + "image")
                    || name.equals(Overlay.PREFIX + "tags")
                    || name.equals(Overlay.PREFIX + "strategy")
                    || name.equals(Overlay.PREFIX + "output")
                    || name.equals(Overlay.PREFIX + "cache")
                    || name.startsWith(Overlay.PREFIX + "docker.")
                    || name.startsWith(Overlay.PREFIX + "builder.")
                    || name.startsWith("env.");
            if (!ours) {
                argv.add("-D" + name + "=" + typed.getProperty(name));
            }
        }
        return argv;
    }
}
