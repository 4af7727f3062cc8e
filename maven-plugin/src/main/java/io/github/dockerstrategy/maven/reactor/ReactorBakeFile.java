package io.github.dockerstrategy.maven.reactor;

import io.github.dockerstrategy.generate.BakeFile;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** The bake file of a run of Maven: one for all modules, kept in the session until the run ends. */
public final class ReactorBakeFile {

    private ReactorBakeFile() {}

    /** The file of this run; begun by the first module that asks. */
    public static BakeFile of(MavenSession session, PluginDescriptor plugin) {
        MavenProject root = session.getTopLevelProject();
        Map<String, Object> kept = session.getPluginContext(plugin, root);
        synchronized (kept) {
            return (BakeFile) kept.computeIfAbsent(
                    BakeFile.class.getName(),
                    name -> new BakeFile(
                            Pom.folder(root), Path.of(root.getBuild().getDirectory(), "docker-strategy")));
        }
    }
}
