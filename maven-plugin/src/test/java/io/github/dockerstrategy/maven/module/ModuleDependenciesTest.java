package io.github.dockerstrategy.maven.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.FakeResolution;
import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.model.Model;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.DefaultDependencyNode;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleDependenciesTest {

    private static final String BOOT =
            "<build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>"
                    + "<executions><execution><goals><goal>repackage</goal></goals></execution></executions>"
                    + "<configuration>%s</configuration></plugin></plugins></build>";

    @TempDir
    Path basedir;

    @Test
    void whatTheModuleNeedsWhenItRunsIsTaken() {
        assertThat(names(
                        TestModule.in(basedir),
                        at("a:compile:1", "compile"),
                        at("a:runtime:1", "runtime"),
                        at("a:provided:1", "provided"),
                        at("a:test:1", "test"),
                        at("a:system:1", "system"),
                        at("a:pom:pom:1", "compile"),
                        at("a:sources:jar:linux:1", "compile")))
                .containsExactly("compile-1.jar", "runtime-1.jar", "system-1.jar", "sources-1-linux.jar");
    }

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // nothing injects here
    void whatIsNotTakenIsNotResolved() {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        List<String> resolved = new ArrayList<>();
        mojo.dependenciesResolver = request -> {
            for (String scope : List.of("compile", "runtime", "provided", "test", "system")) {
                DependencyNode node = new DefaultDependencyNode(at("a:some:1", scope));
                if (request.getResolutionFilter().accept(node, List.of())) {
                    resolved.add(scope);
                }
            }
            return new FakeResolution(List.of());
        };
        new ModuleDependencies(TestModule.context(mojo)).resolve();
        assertThat(resolved).containsExactly("compile", "runtime", "system");
    }

    @Test
    @SuppressWarnings({"UnnecessaryAssignment", "deprecation"}) // nothing injects here
    void whatThePomDeclaresIsResolvedAndNotWhatAnEarlierGoalMadeOfIt() {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        mojo.project.setDependencyArtifacts(Set.of(mojo.project.getArtifact()));
        List<MavenProject> asked = new ArrayList<>();
        mojo.dependenciesResolver = request -> {
            asked.add(request.getMavenProject());
            return new FakeResolution(List.of());
        };
        new ModuleDependencies(TestModule.context(mojo)).resolve();

        assertThat(asked)
                .singleElement()
                .satisfies(
                        project -> assertThat(project.getDependencyArtifacts()).isNull());
        assertThat(mojo.project.getDependencyArtifacts())
                .as("the project itself is as it was")
                .hasSize(1);
    }

    @Test
    void aTimestampedSnapshotIsTakenFromItsOwnFile() throws IOException {
        Path normalized = Files.writeString(basedir.resolve("lib-1.0-SNAPSHOT.jar"), "the newest");
        Path pinned = Files.writeString(basedir.resolve("lib-1.0-20260102.030405-1.jar"), "pinned");
        Dependency resolved = new Dependency(
                new DefaultArtifact("a:lib:1.0-20260102.030405-1").setFile(normalized.toFile()), "compile");

        assertThat(resolve(TestModule.in(basedir), resolved))
                .singleElement()
                .satisfies(dependency -> assertThat(dependency.file()).isEqualTo(pinned))
                .satisfies(dependency -> assertThat(dependency.fileName()).isEqualTo("lib-1.0-SNAPSHOT.jar"))
                .satisfies(dependency -> assertThat(dependency.origin()).isEqualTo(Origin.SNAPSHOT));
    }

    @Test
    void aTimestampedSnapshotOfASiblingIsNotTheSibling() {
        Model model = TestModule.completed(new Model(), basedir);
        model.setGroupId("a");
        model.setArtifactId("sibling");
        model.setVersion("1-SNAPSHOT");

        assertThat(resolve(
                        TestModule.in(basedir).with(new MavenProject(model)),
                        at("a:sibling:1-20260102.030405-1", "compile")))
                .extracting(io.github.dockerstrategy.project.Dependency::origin)
                .containsExactly(Origin.SNAPSHOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''         | ''            | one, two, three",
                "a:*        | ''            | one, two",
                "a:one,b:*  | ''            | one, three",
                "''         | a:*           | three",
                "a:*        | *:two         | one",
                "a.b:*      | ''            | ''",
                "' a:one '  | ''            | one"
            })
    void patternsChoose(String includes, String excludes, String expected) {
        TestModule module = TestModule.in(basedir)
                .typed("docker-strategy.dependencies.includes", includes)
                .typed("docker-strategy.dependencies.excludes", excludes);

        List<String> names =
                names(module, at("a:one:1", "compile"), at("a:two:1", "compile"), at("b:three:1", "compile"));
        assertThat(String.join(", ", names).replace("-1.jar", "")).isEqualTo(expected);
    }

    @Test
    void aJarComesFromThisBuildFromASnapshotOrFromARelease() {
        Model model = TestModule.completed(new Model(), basedir);
        model.setGroupId("a");
        model.setArtifactId("sibling");
        model.setVersion("1-SNAPSHOT");
        TestModule module = TestModule.in(basedir).with(new MavenProject(model));

        assertThat(resolve(
                        module,
                        at("a:sibling:1-SNAPSHOT", "compile"),
                        at("b:theirs:1-SNAPSHOT", "compile"),
                        at("b:released:1", "compile")))
                .extracting(io.github.dockerstrategy.project.Dependency::origin)
                .containsExactly(Origin.PROJECT, Origin.SNAPSHOT, Origin.RELEASE);
    }

    @Test
    void aSiblingThatIsNotPackagedIsAClearError() {
        Dependency folder = new Dependency(new DefaultArtifact("a:sibling:1").setFile(basedir.toFile()), "compile");

        assertThatThrownBy(() -> resolve(TestModule.in(basedir), folder))
                .hasMessageContainingAll("The module a:sibling of this build has no jar yet.", "mvn package");
    }

    @Test
    void dependenciesThatCannotBeResolvedAreAClearError() {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        resolver(mojo, new FakeResolution(List.of()), "Could not find artifact a:b:jar:1");

        assertThatThrownBy(() -> new ModuleDependencies(TestModule.context(mojo)).resolve())
                .hasMessageContainingAll("Could not find artifact a:b:jar:1", "-am");
    }

    @Test
    void whatSpringBootLeavesOutOfItsJarIsLeftOutOfTheImage() {
        Dependency[] all = {
            at("org.springframework.boot:spring-boot:4", "compile"),
            at("org.springframework.boot:spring-boot-devtools:4", "runtime"),
            at("org.springframework.boot:spring-boot-docker-compose:4", "runtime"),
            ofType("a:processor:1", "annotation-processor"),
            ofType("a:starter:1", "dependencies-starter"),
            ofType("a:tool:1", "development-tool"),
            at("a:one:1", "compile"),
            at("b:two:1", "compile")
        };

        assertThat(names(TestModule.in(basedir).pom(BOOT.formatted("")), all))
                .containsExactly("spring-boot-4.jar", "one-1.jar", "two-1.jar");
        assertThat(names(TestModule.in(basedir).pom(BOOT.formatted("<excludeGroupIds>a, c</excludeGroupIds>")), all))
                .containsExactly("spring-boot-4.jar", "two-1.jar");
        assertThat(names(
                        TestModule.in(basedir)
                                .pom(BOOT.formatted("<excludeDevtools>false</excludeDevtools><excludes><exclude>"
                                        + "<groupId>a</groupId><artifactId>one</artifactId></exclude></excludes>")),
                        all))
                .containsExactly("spring-boot-4.jar", "spring-boot-devtools-4.jar", "two-1.jar");
        assertThat(names(TestModule.in(basedir), all))
                .as("no Spring Boot plugin, no exclusions")
                .hasSize(all.length);
    }

    @Test
    void theExclusionsAreThoseOfTheExecutionThatMadeTheJar() throws IOException {
        Dependency[] all = {at("a:one:1", "compile"), at("b:two:1", "compile"), at("c:three:1", "compile")};
        String executions = """
            <build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>
            <executions>
              <execution><id>tool</id><goals><goal>repackage</goal></goals><configuration><classifier>tool</classifier>
                <excludeGroupIds>a</excludeGroupIds></configuration></execution>
              <execution><id>off</id><goals><goal>repackage</goal></goals><configuration><skip>true</skip>
                <excludeGroupIds>a,b,c</excludeGroupIds></configuration></execution>
              <execution><id>app</id><goals><goal>repackage</goal></goals><configuration>
                <excludes><exclude><groupId>b</groupId><artifactId>two</artifactId></exclude></excludes></configuration></execution>
            </executions></plugin></plugins></build>\
            """;

        assertThat(names(TestModule.in(basedir).pom(executions), all)).containsExactly("one-1.jar", "three-1.jar");

        AbstractImageMojo mojo = TestModule.in(basedir).pom(executions).built().mojo();
        Path tool = Files.createFile(basedir.resolve("shop-1.0-tool.jar"));
        mojo.project.getArtifact().setFile(tool.toFile());
        ImageGoal.of(mojo);
        resolver(mojo, new FakeResolution(Arrays.asList(all)), "");
        assertThat(new ModuleDependencies(TestModule.context(mojo)).resolve())
                .extracting(io.github.dockerstrategy.project.Dependency::fileName)
                .containsExactly("two-1.jar", "three-1.jar");
    }

    @Test
    void springBootsOtherWaysToLeaveOutAreHeeded() {
        Dependency[] all = {at("a:one:1", "compile"), at("a:one:jar:x:1", "compile"), at("b:sys:1", "system")};

        assertThat(names(
                        TestModule.in(basedir)
                                .pom(BOOT.formatted(
                                        "<excludes><exclude><groupId>a</groupId><artifactId>one</artifactId>"
                                                + "<classifier>x</classifier></exclude></excludes>")),
                        all))
                .containsExactly("one-1.jar", "sys-1.jar");
        assertThat(names(
                        TestModule.in(basedir)
                                .pom(BOOT.formatted(
                                        "<includes><include><groupId>b</groupId><artifactId>sys</artifactId>"
                                                + "</include></includes>")),
                        all))
                .containsExactly("sys-1.jar");
        assertThat(names(
                        TestModule.in(basedir)
                                .pom(BOOT.formatted("<includeSystemScope>false</includeSystemScope>"))
                                .typed("spring-boot.excludes", "a:one:x"),
                        all))
                .containsExactly("one-1.jar");
    }

    @Test
    void aManifestThatDoesNotComeFirstIsReadAsWell() throws IOException {
        Path jar = basedir.resolve("late.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("a/Tool.class"));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nSpring-Boot-Jar-Type: development-tool\n".getBytes(UTF_8));
        }
        Dependency late = new Dependency(new DefaultArtifact("a:late:1").setFile(jar.toFile()), "runtime");

        assertThat(names(TestModule.in(basedir).pom(BOOT.formatted("")), late)).isEmpty();
    }

    private List<String> names(TestModule module, Dependency... found) {
        return resolve(module, found).stream()
                .map(io.github.dockerstrategy.project.Dependency::fileName)
                .toList();
    }

    private List<io.github.dockerstrategy.project.Dependency> resolve(TestModule module, Dependency... found) {
        AbstractImageMojo mojo = module.mojo();
        ImageGoal.of(mojo);
        resolver(mojo, new FakeResolution(Arrays.asList(found)), "");
        return new ModuleDependencies(TestModule.context(mojo)).resolve();
    }

    @SuppressWarnings("UnnecessaryAssignment") // nothing injects here
    private static void resolver(AbstractImageMojo mojo, FakeResolution answer, String failure) {
        mojo.dependenciesResolver = request -> {
            if (!failure.isEmpty()) {
                throw new DependencyResolutionException(answer, failure, null);
            }
            return answer;
        };
    }

    private Dependency at(String coordinates, String scope) {
        return dependency(coordinates, scope, new Manifest());
    }

    private Dependency ofType(String coordinates, String type) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Spring-Boot-Jar-Type", type);
        return dependency(coordinates, "runtime", manifest);
    }

    private Dependency dependency(String coordinates, String scope, Manifest manifest) {
        Path jar = basedir.resolve(coordinates.replace(':', '-') + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            zip.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Dependency(new DefaultArtifact(coordinates).setFile(jar.toFile()), scope);
    }
}
