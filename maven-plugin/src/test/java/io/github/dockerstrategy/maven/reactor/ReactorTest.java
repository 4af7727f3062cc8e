package io.github.dockerstrategy.maven.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.project.UserProperties;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Extension;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactorTest {

    private final MavenProject aggregator = project("all", "all/pom.xml", "app");
    private final MavenProject app = project("app", "all/app/pom.xml");

    @Test
    void startsAtAnAggregatorThatIsNotTheModulesParent() {
        aggregator.setExecutionRoot(true);

        Reactor reactor = reactor(List.of(aggregator, app));

        assertThat(reactor.root()).isSameAs(aggregator);
        assertThat(reactor.isRoot()).isFalse();
    }

    @Test
    void goesUpFromWhereMavenWasStartedToTheParentThatListsIt() {
        app.setParent(aggregator);
        app.setExecutionRoot(true);

        assertThat(reactor(List.of(app)).root()).isSameAs(aggregator);
    }

    @Test
    void staysWhereNothingListsTheModule() {
        app.setExecutionRoot(true);
        app.setParent(project("parent", "parent/pom.xml"));

        assertThat(reactor(List.of(app)).isRoot()).isTrue();
    }

    @Test
    void needsThePluginsTheirDependenciesAndExtensionsThatTheReactorBuilds() {
        MavenProject rules = project("rules", "all/rules/pom.xml");
        MavenProject plugin = project("our-maven-plugin", "all/plugin/pom.xml");
        MavenProject extension = project("extension", "all/extension/pom.xml");
        MavenProject other = project("other", "all/other/pom.xml");
        Plugin checkstyle = plugin("org.apache.maven.plugins", "maven-checkstyle-plugin");
        checkstyle.addDependency(dependency("rules"));
        app.getModel().setBuild(new Build());
        app.getBuild().addPlugin(checkstyle);
        app.getBuild().addPlugin(plugin("com.example", "our-maven-plugin"));
        Extension ours = new Extension();
        ours.setGroupId("com.example");
        ours.setArtifactId("extension");
        app.getBuild().addExtension(ours);

        Reactor reactor = reactor(List.of(aggregator, app, rules, plugin, extension, other));

        assertThat(reactor.neededModules()).containsExactlyInAnyOrder(app, rules, plugin, extension);
        assertThat(reactor.configuredModules()).as("Maven's own -am has them").isEmpty();
    }

    @Test
    void needsAnnotationProcessorsThatOnlyTheCompilersConfigurationNames() throws Exception {
        MavenProject processor = project("processor", "all/processor/pom.xml");
        MavenProject excluded = project("excluded", "all/excluded/pom.xml");
        Plugin compiler = plugin("org.apache.maven.plugins", "maven-compiler-plugin");
        compiler.setConfiguration(
                Xpp3DomBuilder.build(new StringReader("<configuration><annotationProcessorPaths><path>"
                        + "<groupId>com.example</groupId><artifactId>processor</artifactId></path></annotationProcessorPaths>"
                        + "<excludes><exclude><groupId>com.example</groupId><artifactId>excluded</artifactId></exclude></excludes>"
                        + "</configuration>")));
        app.getModel().setBuild(new Build());
        app.getBuild().addPlugin(compiler);

        Reactor reactor = reactor(List.of(aggregator, app, processor, excluded));

        assertThat(reactor.neededModules()).containsExactlyInAnyOrder(app, processor);
        assertThat(reactor.configuredModules()).containsExactly(processor);
    }

    /** The flatten and shade plugins put another file in the place of the POM; shade's may lie in target/. */
    @ParameterizedTest
    @ValueSource(strings = {"all/app/.flattened-pom.xml", "all/app/target/dependency-reduced-pom.xml"})
    void knowsTheModulesFolderAndPomWhateverPluginsPutInItsPlace(String replaced) {
        MavenProject all = project("all", "all/pom.xml", "app/pom.xml");
        all.setExecutionRoot(true);
        app.getModel().setPomFile(Path.of("all/app/pom.xml").toAbsolutePath().toFile());
        app.setFile(Path.of(replaced).toAbsolutePath().toFile());

        MavenBuild build = reactor(List.of(all, app))
                .build(Path.of("all/app/target/staged").toAbsolutePath(), List.of(), UserProperties.NONE, List.of());

        assertThat(build.module()).isEqualTo("app");
        assertThat(build.poms()).containsExactly("pom.xml", "app/pom.xml");
        assertThat(build.stagedIn()).isEqualTo("target/staged");
        assertThat(Pom.folder(app)).isEqualTo(Path.of("all/app").toAbsolutePath());
    }

    private static Plugin plugin(String groupId, String artifactId) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(groupId);
        plugin.setArtifactId(artifactId);
        return plugin;
    }

    private static Dependency dependency(String artifactId) {
        Dependency dependency = new Dependency();
        dependency.setGroupId("com.example");
        dependency.setArtifactId(artifactId);
        return dependency;
    }

    @SuppressWarnings("deprecation") // the one that is not takes a container, which nothing here looks anything up in
    private Reactor reactor(List<MavenProject> all) {
        MavenSession session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        session.setProjects(List.of(app));
        session.setAllProjects(all);
        return new Reactor(TestModule.bare(app, session));
    }

    private static MavenProject project(String artifactId, String pom, String... modules) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(artifactId);
        model.setVersion("1.0");
        model.setModules(List.of(modules));
        MavenProject project = new MavenProject(model);
        project.setFile(Path.of(pom).toAbsolutePath().toFile());
        return project;
    }
}
