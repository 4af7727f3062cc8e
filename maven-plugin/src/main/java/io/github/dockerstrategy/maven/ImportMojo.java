package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.migrate.ImportGoal;
import io.github.dockerstrategy.maven.migrate.pom.OldPlugin;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the configuration of another plugin over that builds images (jib-maven-plugin, docker-maven-plugin, Eclipse JKube, Spotify's
 * plugins, Spring Boot, Quarkus): prints this plugin's {@code <plugin>} element for the same image, says what became of each element, and
 * writes both to {@code target/docker-strategy/import/report.md}. Changes nothing, unless {@code importWrite} is set.
 */
@Mojo(name = "import", threadSafe = true, configurator = "docker-strategy")
public class ImportMojo extends AbstractImageMojo {

    /**
     * The plugin to take over from, if a module has several: {@code jib}, {@code fabric8}, {@code jkube}, {@code spotify} (its
     * dockerfile-maven-plugin), {@code spotify-docker} (its docker-maven-plugin), {@code spring-boot} or {@code quarkus}. The default is
     * the first one that the module builds its image with.
     */
    @Parameter(property = "docker-strategy.import.from")
    public @Nullable String importFrom;

    /** Inserts the element into the module's POM. Everything else in the POM stays as it is. */
    @Parameter(property = "docker-strategy.import.write", defaultValue = "false")
    public boolean importWrite;

    /**
     * What becomes of the other plugin's element when the POM is written: {@code keep}, {@code comment} (it becomes a comment) or
     * {@code remove}. Spring Boot's and Quarkus' plugins have other goals, and are always kept.
     */
    @Parameter(property = "docker-strategy.import.old", defaultValue = "keep")
    public String importOld = "keep";

    /**
     * Builds the image with the other plugin and with the imported configuration, in a copy of the project that is removed at the end, and
     * says in what they differ. Needs an engine unless the other plugin is Jib.
     */
    @Parameter(property = "docker-strategy.import.verify", defaultValue = "false")
    public boolean importVerify;

    @Override
    protected String doing() {
        return "import the configuration of";
    }

    @Override
    protected void perform(ImageGoal goal) {
        new ImportGoal(goal.context(), importFrom == null ? "" : importFrom, OldPlugin.of(importOld))
                .run(importWrite, importVerify);
    }
}
