package io.github.dockerstrategy.maven.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Takes a module's configuration of jib-maven-plugin over, so that the image stays what it is. */
public final class JibImport {

    private static final Map<String, String> OUTPUTS =
            Map.of("build", "registry", "dockerBuild", "daemon", "buildTar", "tar");

    private final MavenProject project;
    private final JibConfiguration theirs;

    public JibImport(MavenProject project) {
        this.project = project;
        this.theirs = new JibConfiguration(project);
    }

    /** Jib's coordinates, with the version that the module uses. */
    String plugin() {
        return theirs.plugin();
    }

    /** What the module needs of this plugin; empty if it does not use Jib. */
    public Optional<Imported> read(String version) {
        if (!theirs.isThere()) {
            return Optional.empty();
        }
        Migration main = Migration.of(theirs.configuration(), JibRules.ALL);
        keepDefaults(main.configuration());
        List<Row> rows = new ArrayList<>(main.rows());
        Element plugin = Element.ofThisPlugin(version);
        if (!main.configuration().isEmpty()) {
            plugin.take(main.configuration());
        }
        theirs.executions().forEach((execution, own) -> execution(plugin, execution, own, rows));
        return Optional.of(new Imported(plugin, rows));
    }

    private static void execution(Element plugin, PluginExecution theirs, Xpp3Dom own, List<Row> rows) {
        Optional<String> output = theirs.getGoals().stream()
                .filter(OUTPUTS::containsKey)
                .findFirst()
                .map(OUTPUTS::get);
        if (output.isEmpty()) {
            return;
        }
        Element execution = plugin.at("executions").add("execution");
        if (!theirs.getId().equals("default")) {
            execution.at("id").text(theirs.getId());
        }
        if (theirs.getPhase() != null && !theirs.getPhase().equals("package")) {
            execution.at("phase").text(theirs.getPhase());
        }
        execution.at("goals").add("goal").text("build");
        Migration migration = Migration.of(own, JibRules.ALL);
        rows.addAll(migration.rows());
        Element configuration = migration.configuration();
        configuration.at("output").text(output.get());
        execution.take(configuration);
    }

    /** What Jib does where nothing is said, and this plugin does not. */
    private void keepDefaults(Element configuration) {
        boolean war = project.getPackaging().equals("war");
        if (configuration.child("from").isEmpty() && war) {
            configuration.at("from").text("jetty").comment("Jib's default for a war; here it is Tomcat");
        }
        Element container = configuration.at("container");
        if (container.child("user").isEmpty() && !war) {
            container.at("user").text("INHERIT").comment("Jib's default; here it is 65532:65532");
        }
        if (container.child("creationTime").isEmpty()) {
            container
                    .at("creationTime")
                    .text("EPOCH")
                    .comment("Jib's default; here it is project.build.outputTimestamp");
        }
        if (container.child("filesModificationTime").isEmpty()
                && project.getProperties().containsKey("project.build.outputTimestamp")) {
            container
                    .at("filesModificationTime")
                    .text("EPOCH_PLUS_SECOND")
                    .comment("Jib's default; here it is project.build.outputTimestamp");
        }
    }
}
