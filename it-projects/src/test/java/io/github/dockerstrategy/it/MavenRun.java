package io.github.dockerstrategy.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of Maven in a folder, with the plugin under test in its local repository. Values of this type do not change.
 *
 * @param folder where Maven is started
 * @param maven which Maven
 * @param jdk home of the JDK
 * @param arguments options and properties
 * @param environment variables set, or removed if empty
 * @param servers {@code <server>} elements for settings.xml
 */
public record MavenRun(
        Path folder, Maven maven, Path jdk, List<String> arguments, Map<String, String> environment, String servers) {

    public MavenRun {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    static MavenRun in(Path folder) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : List.of("MAVEN_OPTS", "MAVEN_ARGS", "M2_HOME", "MAVEN_HOME", "MAVEN_CONFIG")) {
            environment.put(name, "");
        }
        environment.put("DOCKER_HOST", TestEnv.current().dockerHost());
        MavenRun run = new MavenRun(
                folder, Maven.newest(), Path.of(System.getProperty("java.home")), List.of(), environment, "");
        for (Map.Entry<String, String> property :
                TestEnv.current().sampleProperties().entrySet()) {
            run = run.with(property.getKey(), property.getValue());
        }
        // Builders that mount no secrets pass on only what is listed as none.
        String open = String.join(",", TestEnv.current().sampleProperties().keySet());
        return run.with("docker-strategy.builder.properties", open)
                .with("docker-strategy.version", Workspace.property("it.plugin.version"));
    }

    /** In a folder below. */
    public MavenRun inside(String subfolder) {
        return new MavenRun(folder.resolve(subfolder), maven, jdk, arguments, environment, servers);
    }

    public MavenRun by(Maven other) {
        return new MavenRun(folder, other, jdk, arguments, environment, servers);
    }

    /** On the JDK of that feature release. */
    public MavenRun onJdk(int release) {
        return new MavenRun(folder, maven, Jdk.home(release), arguments, environment, servers);
    }

    /** With an option such as {@code -T2}. */
    public MavenRun option(String option) {
        List<String> more = new ArrayList<>(arguments);
        more.add(option);
        return new MavenRun(folder, maven, jdk, more, environment, servers);
    }

    /** With a user property. */
    public MavenRun with(String property, String value) {
        return option("-D" + property + "=" + value);
    }

    /** With an environment variable; an empty value removes it. */
    public MavenRun environment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new MavenRun(folder, maven, jdk, arguments, more, servers);
    }

    /** With a {@code <server>} in settings.xml. */
    public MavenRun server(String id, String username, String password) {
        String server = "<server><id>" + id + "</id><username>" + username + "</username><password>" + password
                + "</password></server>\n";
        return new MavenRun(folder, maven, jdk, arguments, environment, servers + server);
    }

    /** Runs goals to their end; a failed build is an outcome, not an exception. */
    public ProcessResult run(String... goals) {
        return ProcessResult.program(command(goals), folder, fullEnvironment());
    }

    /** Runs goals until the output has {@code sign}, and tells Maven to end as a service manager would. */
    ProcessResult terminatedAt(String sign, String... goals) {
        return ProcessResult.terminated(command(goals), folder, fullEnvironment(), sign);
    }

    private List<String> command(String... goals) {
        List<String> command = new ArrayList<>();
        command.add(maven.executable());
        command.addAll(options());
        command.addAll(List.of(goals));
        return command;
    }

    private Map<String, String> fullEnvironment() {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("JAVA_HOME", jdk.toString());
        return all;
    }

    /** Everything on its command line but the goals. */
    public List<String> options() {
        List<String> options =
                new ArrayList<>(List.of("-B", "-ntp", "-s", settings().toString()));
        options.add("-Dmaven.repo.local=" + Workspace.property("it.repo"));
        options.addAll(arguments);
        return options;
    }

    /** Runs goals that have to succeed, and returns what was printed. */
    public BuildLog succeed(String... goals) {
        return new BuildLog(run(goals).orFail("Maven"));
    }

    /** Runs goals that have to fail, and returns what was printed. */
    public BuildLog fail(String... goals) {
        ProcessResult ran = run(goals);
        if (ran.exitCode() == 0) {
            throw new AssertionError("Maven should have failed:\n" + ran.output());
        }
        return new BuildLog(ran.output());
    }

    private Path settings() {
        return Engine.unchecked(() -> {
            Path template = Path.of(Workspace.property("it.projects"), "src/it/settings.xml");
            String repository =
                    Path.of(Workspace.property("it.localRepository")).toUri().toString();
            String text = Files.readString(template)
                    .replace("@localRepositoryUrl@", repository)
                    .replace("<profiles>", "<servers>\n" + servers + "</servers>\n<profiles>");
            Path file = Files.createTempFile(Path.of(Workspace.property("it.work")), "settings", ".xml");
            CleanupExtension.later(file);
            return Files.writeString(file, text);
        });
    }
}
