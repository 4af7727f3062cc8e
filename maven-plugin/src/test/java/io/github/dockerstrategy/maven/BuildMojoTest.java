package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import io.github.dockerstrategy.jlink.JlinkRequest;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.layout.LinkedRuntime;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.request.ExtraFilesReader;
import io.github.dockerstrategy.maven.request.ImageDefaults;
import io.github.dockerstrategy.maven.request.RegistriesReader;
import io.github.dockerstrategy.maven.request.RequestReader;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The real goals, made and configured by Maven's own container from the POMs in {@code src/test/projects}. */
@MojoTest
class BuildMojoTest {

    private static final String PROJECTS = "src/test/projects/";

    @Inject
    MavenProject project;

    @Inject
    MavenSession session;

    @Inject
    MojoExecution execution;

    private Path basedir = Path.of("");

    /** The testing harness reads the plugin's configuration alone; the rest of the POM is added here. */
    @BeforeEach
    void readTheWholePom(TestInfo test) throws IOException, XmlPullParserException {
        basedir = Path.of(test.getTestMethod()
                        .orElseThrow()
                        .getAnnotation(Basedir.class)
                        .value())
                .toAbsolutePath();
        try (var in = Files.newInputStream(basedir.resolve("pom.xml"))) {
            project.setModel(TestModule.completed(new MavenXpp3Reader().read(in), basedir));
            project.setFile(basedir.resolve("pom.xml").toFile());
        }
        doReturn("default-cli").when(execution).getExecutionId();
        doReturn(new Settings()).when(session).getSettings();
    }

    @Test
    @Basedir(PROJECTS + "everything")
    @InjectMojo(goal = "build")
    void everyParameterInThePomReachesTheModel(BuildMojo mojo) {
        BuildRequest request = request(mojo);
        Registries registries = new RegistriesReader(TestModule.context(mojo)).registries();
        String text = "# The request\n" + RecordText.of(request, basedir)
                + "\n# Extra files\n" + RecordText.of(new ExtraFilesReader(TestModule.context(mojo)).read(), basedir)
                + "\n# Registries\n" + RecordText.of(registries.configured().get(0), basedir)
                + "\n# Launch\n"
                + RecordText.of(
                        new ImageDefaults(TestModule.context(mojo), new Module(TestModule.context(mojo)))
                                .launch(request.image().from()),
                        basedir)
                + "\n# Linked runtime\n" + RecordText.of(linked(mojo), basedir);

        Golden.assertMatches("everything.txt", text);
        assertThat(notInThePom()).as("parameters that the POM does not have").isEmpty();
        assertThat(text).as("no secret in text forms").doesNotContain("not-for-logs");
    }

    @Test
    @Basedir(PROJECTS + "nothing")
    @InjectMojo(goal = "build")
    void aPomThatSaysNothingGetsSafeDefaults(BuildMojo mojo) {
        Golden.assertMatches("nothing.txt", "# The request\n" + RecordText.of(request(mojo), basedir));
    }

    @Test
    @Basedir(PROJECTS + "web-javax")
    @InjectMojo(goal = "build")
    void anOldWarIsLaidOnAServletContainerThatKnowsJavax(BuildMojo mojo) {
        Golden.assertMatches("web-javax.txt", "# The request\n" + RecordText.of(request(mojo), basedir));
    }

    @Test
    @Basedir(PROJECTS + "nothing")
    @InjectMojo(goal = "stage")
    @MojoParameter(name = "output", value = "oci")
    void allGoalsReadTheSameParameters(StageMojo mojo) {
        Destination to = request(mojo).to();

        assertThat(to.file()).contains(basedir.resolve("target/docker-strategy/image-oci.tar"));
    }

    @Test
    @Basedir(PROJECTS + "parent")
    @InjectMojo(goal = "build")
    void aModuleOfPackagingPomIsLeftOut(BuildMojo mojo) throws Exception {
        mojo.execute();

        assertThat(basedir.resolve("target")).doesNotExist();
    }

    @Test
    @Basedir(PROJECTS + "nothing")
    @InjectMojo(goal = "build")
    void aFailingGoalNamesElementsAndThePage(BuildMojo mojo) {
        mojo.run = List.of("apt-get update");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("where: <run>")
                .hasMessageEndingWith("[unsupported-by-strategy] docs/troubleshooting.md#unsupported-by-strategy");
    }

    /** Paths of all parameters for which there is no element in the POM; a health check has either a command or a shell line. */
    private List<String> notInThePom() {
        Plugin plugin = project.getPlugin("io.github.dockerstrategy:docker-strategy-maven-plugin");
        Xpp3Dom pom = (Xpp3Dom) plugin.getConfiguration();
        return Beans.all().stream()
                .filter(Beans.Node::isLeaf)
                .map(Beans.Node::path)
                .filter(path -> !isThere(pom, path) && !path.contains("shell") && !path.contains("stageOnly"))
                .map(path -> String.join(".", path))
                .toList();
    }

    private static boolean isThere(Xpp3Dom dom, List<String> path) {
        Xpp3Dom at = dom;
        for (String name : path) {
            at = at == null ? null : at.getChild(name);
        }
        return at != null;
    }

    private static JlinkRequest linked(AbstractImageMojo mojo) {
        ImageGoal image = ImageGoal.of(mojo);
        Application application = new Application.Exploded(List.of(), List.of(), "com.example.Main");
        return new LinkedRuntime(
                        TestModule.context(mojo), new Module(TestModule.context(mojo)), image.cache(), image.log())
                .request(application, new Layer(Layer.EXTRA, List.of()), Instant.EPOCH);
    }

    private static BuildRequest request(AbstractImageMojo mojo) {
        Problems problems = new Problems();
        BuildRequest request =
                new RequestReader(TestModule.context(mojo), new Module(TestModule.context(mojo)), problems).read();
        problems.throwIfAny();
        return Objects.requireNonNull(request);
    }
}
