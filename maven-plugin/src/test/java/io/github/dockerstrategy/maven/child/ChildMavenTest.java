package io.github.dockerstrategy.maven.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.Golden;
import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildMavenTest {

    @TempDir
    Path root;

    @Test
    void aModuleByItselfIsBuiltAndStagedWithoutItsTests() {
        Golden.assertMatches("child-maven-alone.txt", line(TestModule.in(root)));
    }

    @Test
    void aModuleOfAReactorIsBuiltWithWhatItNeedsFromTheTopmostPom() throws IOException {
        MavenProject top = aggregator(root, "platform");
        MavenProject middle = aggregator(root.resolve("platform"), "shop");
        middle.setParent(top);
        Files.writeString(root.resolve("settings.xml"), "");
        Files.writeString(root.resolve("global.xml"), "");
        Files.writeString(root.resolve("toolchains.xml"), "");

        TestModule module = TestModule.in(root.resolve("platform/shop"))
                .parent(middle)
                .execution("web", "")
                .pom("<profiles><profile><id>fast</id></profile><profile><id>slow</id></profile></profiles>")
                .typed("colour", "dark red")
                .typed("maven.repo.local", "elsewhere")
                .typed("skipTests", "false")
                .typed("image", "registry.example.com/shop")
                .typed("docker-strategy.output", "registry")
                .typed("docker-strategy.container.jvmFlags", "-Xmx1g")
                .run(request -> request.setOffline(true)
                        .setUserSettingsFile(root.resolve("settings.xml").toFile())
                        .setGlobalSettingsFile(root.resolve("global.xml").toFile())
                        .setUserToolchainsFile(root.resolve("toolchains.xml").toFile())
                        .setActiveProfiles(List.of("fast"))
                        .setInactiveProfiles(List.of("slow")));

        Golden.assertMatches("child-maven-reactor.txt", line(module));
    }

    @Test
    void theReactorThatWasStartedCountsAlsoWhereItIsNotTheParent() {
        MavenProject aggregator = aggregator(root, "shop");
        aggregator.setExecutionRoot(true);

        Command command = command(TestModule.in(root.resolve("shop")).with(aggregator));

        assertThat(command.directory()).isEqualTo(root);
        assertThat(command.argv())
                .containsSubsequence("-f", root.resolve("pom.xml").toString(), "-pl", "com.example:shop", "-am");
    }

    @Test
    void aParentThatDoesNotListTheModuleIsNotItsReactor() {
        Command command = command(TestModule.in(root.resolve("shop")).parent(aggregator(root, "another")));

        assertThat(command.directory()).isEqualTo(root.resolve("shop"));
        assertThat(command.argv()).doesNotContain("-pl");
    }

    @Test
    void onlyProfilesThatAreThereAreAskedFor() {
        Profile company = new Profile();
        company.setId("company");
        AbstractImageMojo mojo = TestModule.in(root)
                .pom("<profiles><profile><id>fast</id></profile></profiles>")
                .run(request -> request.setActiveProfiles(List.of("company", "fast", "nowhere"))
                        .addProfile(company)
                        .setLocalRepositoryPath(root.toFile()))
                .mojo();

        assertThat(new ChildMaven(TestModule.context(mojo)).onThisMachine().argv())
                .contains("-Pcompany,fast");
        assertThat(new ChildMaven(TestModule.context(mojo))
                        .anywhere(root.resolve("target/layers"))
                        .arguments())
                .as("settings.xml is not there")
                .contains("-Pfast");
    }

    @Test
    void whatConcernsOnlyTheImageIsNotHandedOn() {
        AbstractImageMojo mojo = TestModule.in(root)
                .typed("docker-strategy.container.environment", "NPM_TOKEN=hunter2")
                .typed("docker-strategy.force", "true")
                .typed("docker-strategy.cacheSize", "1GB")
                .run(request -> request.setLocalRepositoryPath(root.toFile()))
                .mojo();

        assertThat(new ChildMaven(TestModule.context(mojo)).onThisMachine().line())
                .doesNotContain("hunter2", "force", "cacheSize");
        assertThat(new ChildMaven(TestModule.context(mojo))
                        .anywhere(root.resolve("target/layers"))
                        .properties()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void noValueIsOnItsCommandLineOrInAnythingBuiltElsewhere() throws ExpressionEvaluationException {
        String[] names = {"gpg.passphrase", "db.password", "pwd", "pin", "auth", "login", "key", "harmless"};
        TestModule module = TestModule.in(root)
                .typed("fast", "true")
                .typed("docker-strategy.cache", root.toString())
                .typed("stage", "prod")
                .pom("<profiles><profile><id>p</id><activation><property><name>stage</name><value>prod</value>"
                        + "</property></activation></profile></profiles>");
        for (String name : names) {
            module.typed(name, "hunter2 " + name);
        }
        AbstractImageMojo mojo = module.run(request -> request.setLocalRepositoryPath(root.toFile()))
                .mojo();
        mojo.cache = root.toString();
        Command command = new ChildMaven(TestModule.context(mojo)).onThisMachine();

        assertThat(command.argv())
                .contains("-Dfast=true", "-Dstage=prod")
                .noneMatch(argument -> argument.contains("hunter2"));
        assertThat(command.line()).doesNotContain("hunter2");
        assertThat(new ChildMaven(TestModule.context(mojo))
                        .anywhere(root.resolve("target/layers"))
                        .toString())
                .doesNotContain("hunter2");
        assertThat(new ChildMaven(TestModule.context(mojo))
                        .anywhere(root.resolve("target/layers"))
                        .properties()
                        .hidden())
                .containsEntry("pwd", "hunter2 pwd")
                .containsEntry("stage", "prod");
        for (String name : names) {
            assertThat(asTheChildReadsIt(command, name)).isEqualTo("hunter2 " + name);
        }
    }

    @Test
    void anEmptyListOfPropertiesUnsetsTheOneOfThePom() {
        TestModule module = TestModule.in(root)
                .typed("docker-strategy.builder.properties", "")
                .typed("docker-strategy.cache", root.toString())
                .typed("greeting", "Hail")
                .run(request -> request.setLocalRepositoryPath(root.toFile()));
        AbstractImageMojo mojo = module.mojo();
        mojo.builder = new BuilderParameters();
        mojo.builder.properties = List.of("revision");
        ImageGoal.of(mojo);

        UserProperties properties = new ChildMaven(TestModule.context(mojo))
                .anywhere(root.resolve("target/layers"))
                .properties();

        assertThat(properties.hidden()).containsEntry("greeting", "Hail");
        assertThat(properties.leftOut()).isEmpty();
    }

    @Test
    void whatWasTypedForTheImageIsReadBesideTheCopyOfTheProject() throws IOException {
        Files.createDirectories(root.resolve(".mvn"));
        Files.writeString(
                root.resolve(".mvn/docker-strategy.properties"),
                "# f\ndocker-strategy.container.mainClass=com.example.Other\n");
        TestModule module = TestModule.in(root)
                .typed("docker-strategy.stageOnly", "com.example:shop")
                .run(request -> request.setBaseDirectory(root.toFile()));
        AbstractImageMojo mojo = module.mojo();
        mojo.stageOnly = "com.example:shop";

        assertThat(TestModule.context(mojo).parameters().container().mainClass).isEqualTo("com.example.Other");
    }

    @Test
    void aFileOfPropertiesThatIsNoTextIsAProblem() throws IOException {
        Files.createDirectories(root.resolve(".mvn"));
        TestModule module = TestModule.in(root)
                .typed("docker-strategy.stageOnly", "com.example:shop")
                .run(request -> request.setBaseDirectory(root.toFile()));
        AbstractImageMojo mojo = module.mojo();
        mojo.stageOnly = "com.example:shop";

        Files.write(root.resolve(".mvn/docker-strategy.properties"), new byte[] {(byte) 0xe4});
        assertThatThrownBy(() -> ImageGoal.of(mojo))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not UTF-8 text");
        Files.writeString(root.resolve(".mvn/docker-strategy.properties"), "a=\\uXYZ");
        assertThatThrownBy(() -> ImageGoal.of(mojo))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is no file of properties");
    }

    @Test
    void maven4ReadsNoVariablesSoItsChildGetsNoSecrets() {
        Properties system = new Properties();
        system.setProperty("maven.version", "4.0.0-rc-5");
        TestModule module = TestModule.in(root)
                .typed("db.password", "hunter2")
                .run(request -> request.setSystemProperties(system).setLocalRepositoryPath(root.toFile()));
        Command command = command(module);

        assertThat(command.argv()).noneMatch(argument -> argument.contains("db.password"));
        assertThat(command.environment()).doesNotContainValue("hunter2");
        assertThat(new ChildMaven(TestModule.context(module.mojo())).secretsKept())
                .containsExactly("db.password");
    }

    /** What a plugin of the child gets for {@code @Parameter(property = name)}. */
    private Object asTheChildReadsIt(Command command, String name) throws ExpressionEvaluationException {
        TestModule child = TestModule.in(root);
        for (String argument : command.argv()) {
            if (argument.startsWith("-D")) {
                int equals = argument.indexOf('=');
                child.typed(argument.substring(2, Math.max(2, equals)), argument.substring(equals + 1));
            }
        }
        Properties system = new Properties();
        command.environment().forEach((key, value) -> system.setProperty("env." + key, value));
        child.run(request -> request.setSystemProperties(system));
        AbstractImageMojo mojo = child.mojo();
        return new PluginParameterExpressionEvaluator(
                        mojo.session, new MojoExecution(mojo.mojoExecution.getMojoDescriptor()))
                .evaluate("${" + name + "}", String.class);
    }

    private MavenProject aggregator(Path folder, String module) {
        Model model = TestModule.completed(new Model(), folder);
        model.setGroupId("com.example");
        model.setArtifactId(String.valueOf(folder.getFileName()));
        model.setVersion("1.0");
        model.setPackaging("pom");
        model.addModule(module);
        MavenProject project = new MavenProject(model);
        project.setOriginalModel(model);
        project.setFile(folder.resolve("pom.xml").toFile());
        return project;
    }

    private Command command(TestModule module) {
        return new ChildMaven(TestModule.context(module.mojo())).onThisMachine();
    }

    private String line(TestModule module) {
        module.run(request -> request.setLocalRepositoryPath(new File("repository")));
        Command command = command(module);
        String text = "cd " + command.directory() + "\n" + String.join("\n", command.argv()) + "\n";
        return text.replace(root.toString(), "${root}")
                .replace(module.mojo().mojoExecution.getVersion(), "${version}")
                .replace(new File("repository").getAbsolutePath(), "repository")
                .replaceFirst("\n/.*/mvn\n", "\nmvn\n");
    }
}
