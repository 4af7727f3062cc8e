package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.config.DependenciesParameters;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.maven.config.ExtraDirectoriesParameters;
import io.github.dockerstrategy.maven.config.FileParameters;
import io.github.dockerstrategy.maven.config.JlinkParameters;
import io.github.dockerstrategy.maven.config.LayerParameters;
import io.github.dockerstrategy.maven.config.RegistryParameters;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.problem.PlainText;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Strategies;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.NullUnmarked;

/**
 * The description of the image, common to all goals that use one.
 *
 * <p>Every scalar, list and map also has a property: {@code -Ddocker-strategy.} and the path of the element, lists with commas,
 * maps as {@code key=value}. The command line wins over the POM.
 */
@NullUnmarked
public abstract class AbstractImageMojo extends AbstractMojo {

    /** The strategies to choose from; not a parameter. */
    public Strategies strategies = Strategies.builtIn();

    /**
     * How the image is built: {@code jib} (build on the host, assemble without a daemon), {@code copy-local} (build on the host,
     * a Dockerfile that only copies), {@code multi-stage} (one Dockerfile that builds and copies), {@code builder-pattern} (build
     * in one image, copy into another), {@code builder-jib} (build in a container, assemble without a daemon), {@code dockerfile}
     * (your own), or {@code auto}: the one that {@code docker-strategy:recommend} chooses for this module and machine.
     */
    @Parameter(property = "docker-strategy.strategy", defaultValue = Strategies.DEFAULT)
    public String strategy;

    /**
     * Name of the image, with registry and tag as needed: {@code registry.example.com/team/app:1.0}. The default is
     * {@code artifactId:version}, which is sufficient for an archive or the daemon. {@code -Dimage} is short for the property.
     */
    @Parameter(property = "docker-strategy.image")
    public String image;

    /**
     * Additional tags, besides the one in {@link #image}.
     */
    @Parameter(property = "docker-strategy.tags")
    public List<String> tags = new ArrayList<>();

    /**
     * Further repositories that get the same image, under the same tags: {@code ghcr.io/team/app}.
     */
    @Parameter(property = "docker-strategy.repositories")
    public List<String> repositories = new ArrayList<>();

    /**
     * Where the image goes: {@code tar} (a docker archive, {@code target/docker-strategy/image.tar}), {@code oci} (an OCI layout
     * archive, {@code image-oci.tar}), {@code daemon} or {@code registry}. The default is {@code tar} for strategies that
     * assemble without docker, {@code daemon} for those that assemble with docker.
     */
    @Parameter(property = "docker-strategy.output")
    public String output;

    /**
     * Format of the image's manifest in a registry or daemon: {@code docker} or {@code oci}. The default is {@code docker}, and
     * {@code oci} with {@link #annotations}. An archive has the format of its kind. Images assembled by docker have the format
     * that docker chooses.
     */
    @Parameter(property = "docker-strategy.format")
    public String format;

    /**
     * Annotations of the image's manifest, such as {@code org.opencontainers.image.source}. They require the OCI format. A
     * manifest in this format that is assembled without docker also names its base image and the digest of that.
     */
    @Parameter
    public Map<String, String> annotations = new LinkedHashMap<>();

    /**
     * The base image: an image in a registry, {@code docker://NAME} (from the daemon), {@code tar://PATH}, {@code scratch}, or
     * {@code jlink}: a Java runtime linked for this application, without a base image. The default is the {@code eclipse-temurin}
     * JRE of the LTS that fits the module's Java release; for a war, Tomcat.
     */
    @Parameter(property = "docker-strategy.from")
    public String from;

    /**
     * Platforms, such as {@code linux/amd64}. Several platforms make an index, which requires a registry. The default is
     * {@code linux/amd64}; for {@code jlink}, this machine's.
     */
    @Parameter(property = "docker-strategy.platforms")
    public List<String> platforms = new ArrayList<>();

    /**
     * Skips this module.
     */
    @Parameter(property = "docker-strategy.skip", defaultValue = "false")
    public boolean skip;

    /**
     * Builds the image even if its inputs are unchanged and the target still has it. Applies to images assembled without docker;
     * docker uses its own cache.
     */
    @Parameter(property = "docker-strategy.force", defaultValue = "false")
    public boolean force;

    /**
     * How a jar is added: {@code exploded} (classes, resources and dependencies in separate layers, so that an edited class
     * changes kilobytes) or {@code packaged} (the built jar, unchanged; a Spring Boot jar by its own layers).
     */
    @Parameter(property = "docker-strategy.containerizingMode", defaultValue = "exploded")
    public String containerizingMode;

    /**
     * The jar or war to run if the build makes several: a path relative to the module, such as {@code target/app-exec.jar}. The
     * default is the artifact of Spring Boot's or the shade plugin, else the module's artifact.
     */
    @Parameter(property = "docker-strategy.artifact")
    public String artifact;

    /**
     * How a container of the image starts.
     */
    @Parameter
    public ContainerParameters container;

    /**
     * Folders whose contents go into the image.
     */
    @Parameter
    public ExtraDirectoriesParameters extraDirectories;

    /**
     * Single files: a path, or Maven coordinates that Maven resolves and verifies, such as a Java agent.
     */
    @Parameter
    public List<FileParameters> files = new ArrayList<>();

    /**
     * Commands to run in the runtime image, below the application's layers. Not every strategy supports them.
     */
    @Parameter(property = "docker-strategy.run")
    public List<String> run = new ArrayList<>();

    /**
     * What builds the artifact, if not this Maven build.
     */
    @Parameter
    public BuilderParameters builder;

    /**
     * Which runtime dependencies the image contains.
     */
    @Parameter
    public DependenciesParameters dependencies;

    /**
     * Your own layers for files that change together, the most rarely changed first. The first layer that matches a file gets it;
     * all other files stay in the standard layers. Every strategy makes the same layers.
     */
    @Parameter
    public List<LayerParameters> layers = new ArrayList<>();

    /**
     * Options of the runtime that {@code <from>jlink</from>} links.
     */
    @Parameter
    public JlinkParameters jlink;

    /**
     * The docker CLI and its options.
     */
    @Parameter
    public DockerParameters docker;

    /**
     * Credentials and connection options of registries, by host. Credentials are also read from settings.xml (a server whose id
     * is the host), the environment variable {@code DOCKER_AUTH_CONFIG}, docker's and podman's configuration, and credential
     * helpers.
     */
    @Parameter
    public List<RegistryParameters> registries = new ArrayList<>();

    /**
     * Where the base images of a registry are pulled from, by its host: another host, with the start of a path if there is one
     * ({@code docker.io=mirror.example.com/hub}). A mirror that fails, or lacks an image, is passed over. Docker has mirrors of its
     * own, for the images that it pulls.
     */
    @Parameter
    public Map<String, String> mirrors = new LinkedHashMap<>();

    /**
     * Cache folder for base images, layers and linked runtimes, shared by all projects. The default is {@code docker-strategy} in
     * the user's cache folder ({@code XDG_CACHE_HOME}, {@code ~/.cache}).
     */
    @Parameter(property = "docker-strategy.cache")
    public String cache;

    /**
     * Maximum size of the layers and linked runtimes in {@link #cache}, such as {@code 500MB} or {@code 10GB}. The least recently
     * used ones are removed while no build is running.
     */
    @Parameter(property = "docker-strategy.cacheSize", defaultValue = "10GB")
    public String cacheSize;

    /**
     * Folder for generated files to keep, such as {@code src/main/docker}, relative to the module: {@code generate} writes them,
     * and {@code check} fails if they no longer match the configuration. By default, none are kept.
     */
    @Parameter(property = "docker-strategy.eject")
    public String eject;

    /**
     * Set by this plugin where it has a module built in a process of its own: only this module is staged, nothing else is done.
     */
    @Parameter(property = "docker-strategy.stageOnly")
    public String stageOnly;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    public MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    public MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    public MojoExecution mojoExecution;

    @Inject
    public ProjectDependenciesResolver dependenciesResolver;

    @Inject
    public RepositorySystem repositorySystem;

    @Inject
    public SettingsDecrypter settingsDecrypter;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            ImageGoal goal = ImageGoal.of(this);
            if (!goal.isSkipped()) {
                perform(goal);
            }
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(
                    "Cannot " + doing() + " " + project.getArtifactId() + ": " + e.getMessage() + " (" + e.getCause()
                            + ")",
                    e);
        } catch (ProblemException e) {
            String message = PlainText.withoutUserInfo(
                    "Cannot " + doing() + " " + project.getArtifactId() + ": " + e.text(MavenNotation.INSTANCE));
            // Not as its cause: Maven would print the causes' own messages behind our words.
            getLog().debug(e);
            if (e.isProjectsToFix()) {
                throw new MojoFailureException(message);
            }
            throw new MojoExecutionException(message);
        }
    }

    /** What this goal does, for "Cannot … module". */
    protected abstract String doing();

    /** Does it. */
    protected abstract void perform(ImageGoal goal);

    /** What the goal is for. */
    public GoalKind kind() {
        return GoalKind.IMAGE;
    }
}
