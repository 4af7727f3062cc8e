package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.process.Command;
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

/** The Maven command line that builds this module, and what it needs of its reactor, in a process of its own. */
record ChildMaven(AbstractImageMojo mojo) {

    /** Packages the module without its tests and stages its layers. */
    Command stage() {
        MavenProject root = root();
        List<String> argv = new ArrayList<>();
        argv.add(program());
        argv.addAll(List.of("-B", "-ntp", "-f", root.getFile().toString()));
        if (!root.equals(mojo.project)) {
            argv.addAll(List.of("-pl", ":" + mojo.project.getArtifactId(), "-am"));
        }
        argv.addAll(settings(mojo.session.getRequest()));
        argv.add("-DskipTests");
        argv.add("-D" + Overlay.PREFIX + "stageOnly=" + mojo.project.getGroupId() + ":" + mojo.project.getArtifactId());
        argv.addAll(properties(mojo.session.getUserProperties()));
        argv.add("package");
        argv.add(goal());
        return Command.of(root.getBasedir().toPath(), argv)
                .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    private String program() {
        Path home = Path.of(System.getProperty("maven.home", ""));
        for (String name : List.of("mvn", "mvn.cmd")) {
            boolean ours =
                    name.endsWith(".cmd") == System.getProperty("os.name", "").startsWith("Windows");
            if (ours && Files.isRegularFile(home.resolve("bin").resolve(name))) {
                return home.resolve("bin").resolve(name).toString();
            }
        }
        return "mvn";
    }

    /** The topmost module whose reactor this one belongs to. */
    private MavenProject root() {
        MavenProject root = mojo.project;
        while (root.getParent() != null && root.getParent().getFile() != null && isModuleOf(root, root.getParent())) {
            root = root.getParent();
        }
        return root;
    }

    private static boolean isModuleOf(MavenProject child, MavenProject parent) {
        Path folder = parent.getBasedir().toPath();
        return parent.getModules().stream()
                .map(module -> folder.resolve(module).normalize())
                .anyMatch(module -> module.equals(child.getBasedir().toPath())
                        || module.equals(child.getFile().toPath()));
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
        if (!request.getActiveProfiles().isEmpty()) {
            argv.add("-P" + String.join(",", request.getActiveProfiles()));
        }
        argv.add("-Dmaven.repo.local=" + request.getLocalRepositoryPath());
        return argv;
    }

    private static List<String> properties(Properties typed) {
        List<String> argv = new ArrayList<>();
        for (String name : new TreeSet<>(typed.stringPropertyNames())) {
            boolean ours = name.equals("maven.repo.local") || name.equals("skipTests") || name.startsWith("env.");
            if (!ours) {
                argv.add("-D" + name + "=" + typed.getProperty(name));
            }
        }
        return argv;
    }

    private String goal() {
        PluginDescriptor plugin = mojo.mojoExecution.getMojoDescriptor().getPluginDescriptor();
        String execution = mojo.mojoExecution.getExecutionId();
        return plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion() + ":stage"
                + (execution.equals("default-cli") ? "" : "@" + execution);
    }
}
