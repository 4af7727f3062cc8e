package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

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

    @SuppressWarnings("deprecation") // the one that is not takes a container, which nothing here looks anything up in
    private Reactor reactor(List<MavenProject> all) {
        BuildMojo mojo = new BuildMojo();
        mojo.project = app;
        mojo.session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        mojo.session.setProjects(List.of(app));
        mojo.session.setAllProjects(all);
        return new Reactor(mojo);
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
