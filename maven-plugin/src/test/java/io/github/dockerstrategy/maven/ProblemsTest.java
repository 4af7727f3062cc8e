package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.config.UnknownElements;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"layers", "Compare", "image.tar", "../elsewhere", "a/b", ".hidden", "a..b"})
    void anExecutionWhoseFolderWouldHaveOtherFilesIsRefused(String id) {
        assertThat(module().execution(id, "<image>x</image>").complaint())
                .contains("'" + id + "' cannot be the id of an execution", "choose another id", "[bad-execution-id]");
    }

    @Test
    void otherExecutionsHaveAFolderOfTheirOwn() {
        assertThat(module().execution("my image-1.0", "<image>x</image>")
                        .request()
                        .workFolder())
                .isEqualTo(basedir.resolve("target/docker-strategy/my image-1.0"));
    }

    @Test
    void aPushThatFindsNoImageNamesTheExecutionsThatBuiltOne() throws IOException {
        assertThat(push()).contains("no image was built.", "mvn docker-strategy:build docker-strategy:push");
        for (String id : List.of("server", "client")) {
            Path folder = Files.createDirectories(
                    basedir.resolve("target/docker-strategy").resolve(id));
            Files.writeString(folder.resolve("result.json"), "{}");
        }
        assertThat(push())
                .contains("Executions that built one: client, server.")
                .contains("mvn docker-strategy:push@client docker-strategy:push@server");
    }

    private String push() {
        try {
            ((PushMojo) module().goal("push").mojo())
                    .perform(ImageGoal.of(module().goal("push").mojo()));
        } catch (ProblemException e) {
            return e.text(MavenNotation.INSTANCE);
        }
        throw new AssertionError("nothing to complain about");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<to><image>a</image></to> | <to> is a parameter of jib-maven-plugin. | <image>NAME</image>",
                "<from><image>a</image></from> | <image> is a parameter of jib-maven-plugin. | <from>NAME</from>",
                "<image><name>a</name></image> | <name> is a parameter of spring-boot-maven-plugin. | <image>NAME</image>",
                "<images><image/></images> | <images> is a parameter of docker-maven-plugin. | an <execution> for each",
                "<repository>a</repository> | <repository> is a parameter of dockerfile-maven-plugin. | <image>REPOSITORY:TAG</image>",
            })
    void elementsOfOtherPluginsAreTranslated(String xml, String what, String fix) {
        assertThat(module().configuration(xml).complaint())
                .contains(what, fix, "[foreign-parameter]")
                .doesNotContain("2 problems");
    }

    @Test
    void typedPropertiesOfJibAreNamed() {
        assertThat(module().typed("jib.to.image", "a").complaint())
                .contains("'jib.to.image' is a property of jib-maven-plugin.", "-Dimage", "[foreign-parameter]");
    }

    @Test
    void anElementAtTheWrongLevelIsSentToItsPlace() {
        assertThat(module().configuration("<mainClass>a.B</mainClass><container><network>x</network></container>")
                        .complaint())
                .contains("it belongs elsewhere: <container><mainClass>", "it belongs elsewhere: <docker><network>");
    }

    @Test
    void whatMavenHasMergedIntoAnExecutionIsReportedOnce() {
        String xml = "<strategi>jib</strategi><container><usr>1</usr></container>";

        assertThat(module().configuration(xml).execution("default", xml).complaint())
                .startsWith("2 problems")
                .doesNotContain("stageOnly", "stageAs");
    }

    @Test
    void aMisspeltPropertyOfTheProjectIsRefused() {
        assertThat(module().pom("<properties><docker-strategy.outptu>tar</docker-strategy.outptu></properties>")
                        .complaint())
                .contains(
                        "There is no property 'docker-strategy.outptu'.",
                        "<properties><docker-strategy.outptu>",
                        "did you mean docker-strategy.output?");
    }

    @Test
    void aStrategyTypedWithoutThePrefixIsRefused() {
        assertThat(module().typed("strategy", "multi-stage").complaint())
                .contains("write -Ddocker-strategy.strategy=multi-stage");
        assertThat(module().typed("strategy", "fastest").request()).isNotNull();
    }

    /** A stand-in for every parameter there is: the other shape than its own is refused, and no word of Maven's classes is in it. */
    @TestFactory
    Stream<DynamicTest> theOtherShapeIsRefusedAtEveryParameter() {
        return Beans.all().stream()
                .map(node -> DynamicTest.dynamicTest(String.join(".", node.path()), () -> {
                    boolean texts = node.isLeaf() && node.isList();
                    boolean text = node.isLeaf() && !node.isMap() && !texts;
                    String content = text || texts ? "<odd><image>debian:12</image></odd>" : "A=1";
                    String complaint = TestModule.in(basedir)
                            .configuration(node.xml(content))
                            .complaint();
                    assertThat(complaint)
                            .contains("where: <configuration> of the plugin")
                            .contains(text || texts ? "which has text" : "which has elements")
                            .doesNotContain("java.", "Cannot ");
                }));
    }

    @Test
    void theElementsOfAMapHaveTextOnly() {
        assertThat(module().configuration("<container><environment><A><B>1</B></A></environment></container>")
                        .complaint())
                .contains("Elements are not allowed in <A>, which has text.");
    }

    @Test
    void switchesAndNumbersAreReadInTheirWords() {
        assertThat(module().configuration("<force>maybe</force><container><healthCheck><shell>true</shell>"
                                + "<retries>many</retries></healthCheck></container>")
                        .complaint())
                .contains("'maybe' is neither true nor false.", "'many' is not a whole number.");
    }

    @Test
    void aListMayBeWrittenWithCommas() {
        assertThat(module().configuration("<tags>a, b</tags>").request().image().tags())
                .containsExactly("a", "b");
    }

    @Test
    void aBuilderImageIsCheckedAsEveryOtherName() {
        assertThat(module().configuration("<builder><from>a b</from></builder>").complaint())
                .contains("'a b'", "where: <builder><from>");
    }

    @Test
    void theIdOfASecretIsChecked() throws Exception {
        Files.createFile(basedir.resolve("s"));
        assertThat(module().typed("docker-strategy.builder.secrets", "a b=s").complaint())
                .contains("'a b' is not a valid id of a secret.");
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

        problems.throwIfAny();
    }

    @Test
    void theFailingGoalSaysWhatItCouldNotDoToWhich() {
        AbstractImageMojo mojo = module().configuration("<output>fiel</output>").mojo();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("Cannot build the image of shop: 'fiel' is not an output.\n  where: <output>");
    }

    @Test
    void anImageForJava8NeedsNoMainClassBeforeItIsCompiled() {
        assertThat(module().typed("maven.compiler.release", "8")
                        .request()
                        .image()
                        .config()
                        .entrypoint())
                .contains(List.of("java", "-jar", "/app/launch.jar"));
        assertThat(module().typed("maven.compiler.release", "8")
                        .typed("docker-strategy.container.mainClass", "shop.app/shop.Main")
                        .complaint())
                .contains("Java 8 has none", "[release-without-modules]");
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
                .contains("2 problems", "'app' in the image is not absolute", "'fiel' is not an output");
    }

    @Test
    void anImageToPushNeedsARegistryInItsName() {
        assertThat(module().typed("docker-strategy.output", "registry").complaint())
                .contains("name of an image to push needs a registry", "-Dimage=registry.example.com/team/shop:1.0");
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }
}
