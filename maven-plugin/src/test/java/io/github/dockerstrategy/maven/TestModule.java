package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.config.LenientConfigurator;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.maven.parameters.MavenComponents;
import io.github.dockerstrategy.maven.parameters.ParametersReader;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Strategies;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.internal.MojoDescriptorCreator;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.testing.SilentLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A module with our plugin in its POM, without a Maven around it: Maven's own parser, parameter evaluator and configurator and the
 * real plugin descriptor make the mojo, in milliseconds.
 */
public final class TestModule {

    private static final PluginDescriptor DESCRIPTOR = Descriptors.plugin();
    private static final String JAVA_17 =
            "<properties><maven.compiler.release>17</maven.compiler.release></properties>";

    final Path basedir;
    final MavenExecutionRequest run = new DefaultMavenExecutionRequest();
    final Properties typed = new Properties();
    private final List<MavenProject> others = new ArrayList<>();
    private String pom = "";
    private String configuration = "";
    private String executionConfiguration = "";
    private String execution = "default-cli";
    private String goal = "build";
    private @Nullable MavenProject parent;

    private TestModule(Path basedir) {
        this.basedir = basedir;
    }

    public static TestModule in(Path basedir) {
        return new TestModule(basedir);
    }

    /** Elements of {@code <project>}, besides the coordinates com.example:shop:1.0; Java 17 unless they have properties. */
    public TestModule pom(String elements) {
        pom += elements;
        return this;
    }

    /** Elements of the plugin's {@code <configuration>}. */
    public TestModule configuration(String elements) {
        configuration += elements;
        return this;
    }

    /** The execution that runs, with elements of its own {@code <configuration>}. */
    public TestModule execution(String id, String elements) {
        execution = id;
        executionConfiguration = elements;
        return this;
    }

    /** What was typed as {@code -Dname=value}. */
    public TestModule typed(String name, String value) {
        typed.setProperty(name, value);
        return this;
    }

    public TestModule goal(String name) {
        goal = name;
        return this;
    }

    /** The project of the POM above, read by Maven already. */
    public TestModule parent(MavenProject project) {
        parent = project;
        return this;
    }

    /** Another module of the same run. */
    public TestModule with(MavenProject other) {
        others.add(other);
        return this;
    }

    public TestModule run(Consumer<MavenExecutionRequest> change) {
        change.accept(run);
        return this;
    }

    /** A compiled class with a main method, and a jar that holds nothing. */
    public TestModule built() {
        try {
            Path classes = Files.createDirectories(basedir.resolve("target/classes"));
            String name = Hello.class.getName().replace('.', '/') + ".class";
            Path file = classes.resolve(name);
            Files.createDirectories(file.getParent());
            try (var in = Hello.class.getClassLoader().getResourceAsStream(name)) {
                Files.write(file, in.readAllBytes());
            }
            Files.write(basedir.resolve("target/shop.jar"), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The configured mojo. */
    public AbstractImageMojo mojo() {
        try {
            return configured(project());
        } catch (ComponentConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What the goal has of a mojo. */
    public static GoalContext context(AbstractImageMojo mojo) {
        return ImageGoal.of(mojo).context();
    }

    public GoalContext context() {
        return context(mojo());
    }

    /** What a class needs of the goal {@code build} that looks at nothing but the project and the session. */
    @NullUnmarked
    public static GoalContext bare(MavenProject project, MavenSession session) {
        BuildMojo mojo = new BuildMojo();
        mojo.strategy = Strategies.DEFAULT;
        return new GoalContext(
                GoalKind.IMAGE,
                ParametersReader.parameters(mojo),
                Strategies.DEFAULT,
                Strategies.builtIn(),
                project,
                session,
                new MojoExecution(Descriptors.plugin().getMojo("build")),
                new MavenComponents(request -> new FakeResolution(List.of()), null, null),
                new SilentLog());
    }

    public BuildRequest request() {
        return ImageGoal.of(mojo()).request();
    }

    /** The message of the failing build. */
    public String complaint() {
        try {
            request();
        } catch (ProblemException e) {
            return e.text(MavenNotation.INSTANCE).replace(basedir.toString(), "${basedir}");
        }
        throw new AssertionError("nothing to complain about");
    }

    MavenProject project() {
        Model model = model();
        MavenProject project = new MavenProject(model);
        project.setOriginalModel(model);
        project.setFile(basedir.resolve("pom.xml").toFile());
        if (parent != null) {
            project.setParent(parent);
        }
        String type = model.getPackaging();
        DefaultArtifact artifact = new DefaultArtifact(
                model.getGroupId(),
                model.getArtifactId(),
                model.getVersion(),
                null,
                type,
                null,
                new DefaultArtifactHandler(type));
        File jar = basedir.resolve("target/shop.jar").toFile();
        artifact.setFile(jar.isFile() ? jar : null);
        project.setArtifact(artifact);
        return project;
    }

    private Model model() {
        String text =
                "<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>shop</artifactId>"
                        + "<version>1.0</version>" + pom + (pom.contains("<properties") ? "" : JAVA_17) + "</project>";
        try {
            Model model = new MavenXpp3Reader().read(new StringReader(text));
            return completed(model, basedir);
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What Maven's super POM would add. */
    public static Model completed(Model model, Path basedir) {
        if (model.getBuild() == null) {
            model.setBuild(new Build());
        }
        model.getBuild().setDirectory(basedir.resolve("target").toString());
        model.getBuild()
                .setOutputDirectory(basedir.resolve("target").resolve("classes").toString());
        return model;
    }

    @SuppressWarnings("UnnecessaryAssignment") // nothing injects here
    private AbstractImageMojo configured(MavenProject project) throws ComponentConfigurationException {
        Plugin plugin = new Plugin();
        plugin.setGroupId(DESCRIPTOR.getGroupId());
        plugin.setArtifactId(DESCRIPTOR.getArtifactId());
        plugin.setVersion(DESCRIPTOR.getVersion());
        plugin.setConfiguration(dom(configuration));
        if (!execution.startsWith("default")) {
            PluginExecution one = new PluginExecution();
            one.setId(execution);
            one.setConfiguration(dom(executionConfiguration));
            plugin.addExecution(one);
        }
        project.getBuild().addPlugin(plugin);
        DESCRIPTOR.setPlugin(plugin);
        MojoDescriptor mojoDescriptor = DESCRIPTOR.getMojo(goal);
        MojoExecution mojoExecution = new MojoExecution(plugin, goal, execution);
        mojoExecution.setMojoDescriptor(mojoDescriptor);
        MavenSession session = session(project);

        AbstractImageMojo mojo = instance(mojoDescriptor);
        Xpp3Dom merged = Xpp3Dom.mergeXpp3Dom(dom(executionConfiguration), dom(configuration));
        new LenientConfigurator()
                .configureComponent(
                        mojo,
                        new XmlPlexusConfiguration(finalized(merged, mojoDescriptor)),
                        new PluginParameterExpressionEvaluator(session, mojoExecution),
                        realm());
        mojo.setLog(new SilentLog());
        mojo.dependenciesResolver = request -> new FakeResolution(List.of());
        return mojo;
    }

    @SuppressWarnings("deprecation") // the one that is not takes a container, which nothing here looks anything up in
    private MavenSession session(MavenProject project) {
        run.setUserProperties(typed);
        MavenSession session =
                new MavenSession(null, new DefaultRepositorySystemSession(), run, new DefaultMavenExecutionResult());
        List<MavenProject> all = new ArrayList<>(others);
        all.add(project);
        session.setProjects(all);
        session.setAllProjects(all);
        session.setCurrentProject(project);
        return session;
    }

    private static AbstractImageMojo instance(MojoDescriptor descriptor) {
        try {
            return Class.forName(descriptor.getImplementation())
                    .asSubclass(AbstractImageMojo.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Maven does it: defaults of the descriptor below what the POM says, and nothing that is no parameter. */
    private static Xpp3Dom finalized(Xpp3Dom configuration, MojoDescriptor descriptor) {
        Xpp3Dom defaults = MojoDescriptorCreator.convert(descriptor);
        Xpp3Dom result = new Xpp3Dom("configuration");
        for (var parameter : descriptor.getParameters()) {
            Xpp3Dom merged = Xpp3Dom.mergeXpp3Dom(
                    configuration.getChild(parameter.getName()), defaults.getChild(parameter.getName()), Boolean.TRUE);
            if (merged != null) {
                result.addChild(merged);
            }
        }
        return result;
    }

    private static ClassRealm realm() {
        return new ClassWorld("test", TestModule.class.getClassLoader()).getClassRealm("test");
    }

    static Xpp3Dom dom(String elements) {
        try {
            return Xpp3DomBuilder.build(new StringReader("<configuration>" + elements + "</configuration>"));
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalArgumentException(elements, e);
        }
    }
}
