package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.config.UnknownElements;
import io.github.dockerstrategy.problem.Problems;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: everything that is wrong with it in one message, before anything is done. */
class ProblemsTest {

    @TempDir
    Path basedir;

    @Test
    void allProblemsAreReportedAtOnce() {
        Golden.assertMatches(
                "all-problems.txt",
                module().configuration("""
                                <strategy>jip</strategy>
                                <image>Registry.example.com/Team/App:1.0</image>
                                <tags><tag>-1</tag></tags>
                                <output>file</output>
                                <platforms><platform>amd64</platform></platforms>
                                <containerizingMode>explode</containerizingMode>
                                <enviroment><A>1</A></enviroment>
                                <container>
                                  <ports><port>80800</port><port>http</port></ports>
                                  <volumes><volume>data</volume></volumes>
                                  <workingDirectory>work</workingDirectory>
                                  <creationTime>yesterday</creationTime>
                                  <healthCheck><shell>true</shell><interval>30</interval></healthCheck>
                                </container>
                                <extraDirectories>
                                  <paths><path><from>not-there</from><into>etc</into></path></paths>
                                  <permissions><permission><file>/etc/*</file><mode>rw-r--r--</mode></permission></permissions>
                                  <ownership><owner><file>/etc/*</file><owner>root</owner></owner></ownership>
                                </extraDirectories>
                                <files>
                                  <file><from>not-there.jar</from><into>/agent.jar</into></file>
                                  <file><from>com.example:agent:1.0</from></file>
                                </files>
                                <builder><commands><command>make</command></commands></builder>
                                <registries>
                                  <registry><host>registry.example.com</host><username>robot</username></registry>
                                  <registry/>
                                </registries>
                                """).typed("docker-strategy.imag", "x").complaint());
    }

    @Test
    void misspeltElementsAreFoundAtEveryDepth() {
        Golden.assertMatches(
                "unknown-elements.txt",
                module().configuration("""
                                <strategi>jib</strategi>
                                <docker>podman</docker>
                                <container>
                                  <enviroment><A>1</A></enviroment>
                                  <healthCheck><comand>x</comand><command><arg>x</arg></command></healthCheck>
                                </container>
                                <files><file><form>a</form><from>com.example:agent:1.0</from><into>/a</into></file></files>
                                <extraDirectories><path><from>a</from></path></extraDirectories>
                                """)
                        .execution("second", "<container><usr>1</usr></container>")
                        .complaint());
    }

    @Test
    void freelyNamedElementsOfListsAndMapsAreKnown() {
        module().configuration(
                        "<tags><a>1</a><b>2</b></tags><container><environment><ANY.thing>1</ANY.thing></environment></container>"
                                + "<registries><mine><host>localhost:5000</host></mine></registries>")
                .request();
    }

    @Test
    void elementsOfOtherGoalsAndExecutionsAreNotTheirs() {
        Problems problems = new Problems();
        AbstractImageMojo mojo = module().execution("mine", "").mojo();
        new UnknownElements(mojo.project, mojo.mojoExecution, AbstractImageMojo.class).refuse(problems);

        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void theFailingGoalSaysWhatItCouldNotDoToWhich() {
        AbstractImageMojo mojo = module().configuration("<output>fiel</output>").mojo();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("Cannot build the image of shop: 'fiel' is no output.\n  where: <output>");
    }

    @Test
    void anImageForJava8NeedsItsMainClassBeforeItIsCompiled() {
        String java8 = "<properties><maven.compiler.target>1.8</maven.compiler.target></properties>";

        assertThat(module().pom(java8).complaint()).contains("Nothing is compiled yet", "<mainClass>", "mvn package");
        assertThat(module().built()
                        .pom(java8)
                        .request()
                        .image()
                        .config()
                        .entrypoint()
                        .orElseThrow())
                .endsWith(Hello.class.getName());
    }

    @Test
    void patternsAreCheckedBeforeAnythingIsBuilt() {
        assertThat(module().configuration("""
                                <extraDirectories>
                                  <paths><path><from>.</from><includes><i>[a</i></includes><excludes><e>{b</e></excludes></path></paths>
                                  <permissions><permission><file>[c</file><mode>644</mode></permission></permissions>
                                  <ownership><owner><file>{d</file><owner>1</owner></owner></ownership>
                                </extraDirectories>
                                """).complaint())
                .contains("'[a' is not a pattern of paths", "'[c' is not", "'{d' is not", "<path><includes>");
    }

    @Test
    void whereTheApplicationGoesIsCheckedWithTheRest() {
        assertThat(module().pom("<packaging>war</packaging>")
                        .configuration("<output>fiel</output><container><appRoot>app</appRoot></container>")
                        .complaint())
                .contains("2 problems", "'app' in the image is not absolute", "'fiel' is no output");
    }

    @Test
    void anImageToPushNeedsARegistryInItsName() {
        assertThat(module().typed("docker-strategy.output", "registry").complaint())
                .contains("needs a name with a registry", "-Dimage=registry.example.com/team/shop:1.0");
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }
}
