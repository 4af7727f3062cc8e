package io.github.dockerstrategy.maven.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.Hello;
import io.github.dockerstrategy.maven.TestModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which modules need no image, where the goal was typed for a whole build. */
class LibraryModuleTest {

    private static final String MAIN = "class App { public static void main(String[] args) {} }";

    @TempDir
    Path folder;

    @Test
    void aLibraryBesideAnApplicationNeedsNone() throws IOException {
        MavenProject library = module("library", "Texts.java", "class Texts {}");
        MavenProject application = module("application", "App.java", MAIN);

        assertThat(isLeftOut(library, application)).isTrue();
        assertThat(isLeftOut(application, library)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun main(args: Array<String>) {}",
                "object App { def main(args: Array[String]): Unit = {} }",
                "object App extends App",
                "void main() {}",
                "@SpringBootApplication class App",
                "static void main ( String... é ) {}",
            })
    void anApplicationIsRecognizedByItsSources(String source) throws IOException {
        MavenProject library = module("library", "Texts.java", "class Texts {}");

        assertThat(isLeftOut(library, module("application", "App.kt", source))).isTrue();
    }

    @Test
    void aWarASpringBootAndAQuarkusApplicationAreApplications() throws IOException {
        MavenProject library = module("library", "Texts.java", "class Texts {}");
        MavenProject war = module("war", "Servlet.java", "class Servlet {}");
        war.getModel().setPackaging("war");
        MavenProject boot = module("boot", "Part.java", "class Part {}");
        plugin(boot, "org.springframework.boot", "spring-boot-maven-plugin", "repackage");

        assertThat(isLeftOut(library, war)).isTrue();
        assertThat(isLeftOut(library, boot)).isTrue();
        MavenProject quarkus = module("quarkus", "Part.java", "class Part {}");
        plugin(quarkus, "io.quarkus.platform", "quarkus-maven-plugin", "build");
        assertThat(isLeftOut(library, quarkus)).isTrue();
        assertThat(isLeftOut(quarkus, boot)).isFalse();
    }

    @Test
    void aLibraryAmongLibrariesIsAMistake() throws IOException {
        MavenProject library = module("library", "Texts.java", "class Texts { String main = \"void\"; }");

        assertThat(isLeftOut(library, module("other", "More.java", "class More { void mainly() {} }")))
                .isFalse();
        assertThat(isLeftOut(library)).isFalse();
    }

    @Test
    void classesSayMoreThanSources() throws IOException {
        MavenProject generated = module("generated", "Texts.java", "class Texts {}");
        Path classes = Path.of(generated.getBuild().getOutputDirectory());
        String name = Hello.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(classes.resolve(name).getParent());
        try (InputStream in = Hello.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, classes.resolve(name));
        }

        assertThat(isLeftOut(generated, module("application", "App.java", MAIN)))
                .isFalse();
    }

    @Test
    void whereAPomMentionsImagesItIsNotGuessed() throws IOException {
        TestModule library = TestModule.in(folder).with(module("application", "App.java", MAIN));

        assertThat(new LibraryModule(library.context()).isBesideAnApplication()).isFalse();
    }

    @Test
    void allApplicationsAreKnownBeforeTheFirstIsBuilt() throws IOException {
        MavenProject library = module("library", "Texts.java", "class Texts {}");
        MavenProject first = module("first", "App.java", MAIN);
        MavenProject second = module("second", "App.java", MAIN);
        assertThat(of(first, library, second).applications()).containsExactly(second, first);

        TestModule mentioning = TestModule.in(folder).with(module("application", "App.java", MAIN));
        assertThat(new LibraryModule(mentioning.context()).applications())
                .extracting(MavenProject::getArtifactId)
                .containsExactly("shop");
    }

    private static boolean isLeftOut(MavenProject module, MavenProject... others) {
        return of(module, others).isBesideAnApplication();
    }

    private static LibraryModule of(MavenProject module, MavenProject... others) {
        List<MavenProject> all = new ArrayList<>(List.of(others));
        all.add(module);
        @SuppressWarnings("deprecation")
        MavenSession session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        session.setProjects(all);
        session.setAllProjects(all);
        return new LibraryModule(TestModule.bare(module, session));
    }

    private static void plugin(MavenProject module, String group, String artifact, String goal) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(group);
        plugin.setArtifactId(artifact);
        PluginExecution execution = new PluginExecution();
        execution.addGoal(goal);
        plugin.addExecution(execution);
        module.getBuild().addPlugin(plugin);
    }

    private MavenProject module(String name, String file, String source) throws IOException {
        Path basedir = folder.resolve(name);
        Path sources = Files.createDirectories(basedir.resolve("src/main/java"));
        Files.writeString(sources.resolve(file), source);
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(name);
        model.setVersion("1.0");
        MavenProject project = new MavenProject(TestModule.completed(model, basedir));
        project.setFile(basedir.resolve("pom.xml").toFile());
        project.setArtifact(
                new DefaultArtifact("com.example", name, "1.0", null, "jar", null, new DefaultArtifactHandler("jar")));
        return project;
    }
}
