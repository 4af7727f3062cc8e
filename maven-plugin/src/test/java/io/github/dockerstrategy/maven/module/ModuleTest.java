package io.github.dockerstrategy.maven.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.TestModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleTest {

    private static final String PROPERTY = "<properties><%1$s>%2$s</%1$s></properties>";
    private static final String PLUGINS = "<build><plugins>%s</plugins></build>";
    private static final String COMPILER = "<plugin><artifactId>maven-compiler-plugin</artifactId>%s</plugin>";
    private static final String JAR = "<plugin><artifactId>maven-jar-plugin</artifactId>%s</plugin>";
    private static final String BOOT =
            "<plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>%s</plugin>";
    private static final String KOTLIN =
            "<plugin><groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-maven-plugin</artifactId>%s</plugin>";
    private static final String MANIFEST =
            "<configuration><archive><manifest><mainClass>%s</mainClass></manifest></archive></configuration>";

    @TempDir
    Path basedir;

    @ParameterizedTest
    @CsvSource({
        "maven.compiler.release, 17, 17",
        "maven.compiler.target, 1.8, 8",
        "maven.compiler.target, 11, 11",
        "maven.compiler.source, 17, 8",
        "maven.compiler.release, ${java.version}, 8",
        "maven.compiler.release, ' ', 8"
    })
    void theReleaseIsReadFromProperties(String name, String value, int release) {
        assertThat(module(PROPERTY.formatted(name, value)).javaRelease()).isEqualTo(release);
    }

    @Test
    void releaseCountsBeforeTarget() {
        assertThat(module("<properties><maven.compiler.target>17</maven.compiler.target>"
                                + "<maven.compiler.release>11</maven.compiler.release></properties>")
                        .javaRelease())
                .isEqualTo(11);
    }

    @Test
    void thePluginsConfigurationCountsBeforeProperties() {
        String plugin = PLUGINS.formatted(COMPILER.formatted("<configuration><release>21</release></configuration>"));

        assertThat(module(PROPERTY.formatted("maven.compiler.release", "17") + plugin)
                        .javaRelease())
                .isEqualTo(21);
    }

    @Test
    void anExecutionCountsBeforeThePluginAndOneForTestsNotAtAll() {
        String executions = """
            <configuration><release>11</release></configuration>
            <executions>
              <execution><id>default-testCompile</id><goals><goal>testCompile</goal></goals>
                <configuration><release>25</release></configuration></execution>
              <execution><id>latest</id><goals><goal>compile</goal></goals>
                <configuration><release>17</release></configuration></execution>
            </executions>
            """;

        assertThat(module(PLUGINS.formatted(COMPILER.formatted(executions))).javaRelease())
                .isEqualTo(17);
    }

    @Test
    void whatWasTypedCountsBeforeTheProjectsProperty() {
        TestModule module = TestModule.in(basedir)
                .pom(PROPERTY.formatted("maven.compiler.release", "11"))
                .typed("maven.compiler.release", "25");

        assertThat(new Module(TestModule.context(module.mojo())).javaRelease()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 61, 17",
        "'', 55, 11",
        "'', 51, 8",
        "<properties><maven.compiler.target>1.8</maven.compiler.target></properties>, 61, 17",
        "<properties><maven.compiler.release>21</maven.compiler.release></properties>, 61, 21",
        "<properties><kotlin.compiler.jvmTarget>11</kotlin.compiler.jvmTarget></properties>, 61, 17"
    })
    void theReleaseOfKotlinIsReadFromTheClassFiles(String properties, int version, int release) throws IOException {
        classFile(version, "a/App.class");
        classFile(70, "module-info.class");
        classFile(70, "META-INF/versions/26/a/App.class");

        assertThat(module(properties + PLUGINS.formatted(KOTLIN.formatted(""))).javaRelease())
                .isEqualTo(release);
    }

    @Test
    void theReleaseOfKotlinThatIsNotCompiledYetIsWhatItsCompilerIsTold() {
        String plugin = PLUGINS.formatted(
                KOTLIN.formatted("<configuration><args><arg>-jvm-target</arg><arg>21</arg></args></configuration>"));

        assertThat(module(plugin).javaRelease()).isEqualTo(21);
        assertThat(module(PROPERTY.formatted("kotlin.compiler.jvmTarget", "17")
                                + PLUGINS.formatted(KOTLIN.formatted("")))
                        .javaRelease())
                .isEqualTo(17);
        assertThat(module(PLUGINS.formatted(KOTLIN.formatted(""))).javaRelease())
                .isEqualTo(8);
    }

    @Test
    void whatTheJavaCompilerIsToldIsBelievedWithoutALookAtTheClasses() throws IOException {
        classFile(65, "a/App.class");

        assertThat(module(PROPERTY.formatted("maven.compiler.release", "17")).javaRelease())
                .isEqualTo(17);
        assertThat(module("").javaRelease()).as("where it is told nothing").isEqualTo(21);
    }

    @Test
    void theMainClassIsTheOneThatOtherPluginsWereTold() {
        assertThat(module(PLUGINS.formatted(JAR.formatted(MANIFEST.formatted("a.Jar"))))
                        .mainClass())
                .contains("a.Jar");
        assertThat(module(PLUGINS.formatted(
                                BOOT.formatted("<configuration><mainClass>a.Boot</mainClass></configuration>")))
                        .mainClass())
                .contains("a.Boot");
        assertThat(module(PROPERTY.formatted("start-class", "a.Start")).mainClass())
                .contains("a.Start");
        assertThat(module("").mainClass()).isEmpty();
    }

    @Test
    void aMainClassThatIsAPropertyWithoutAValueIsNone() {
        assertThat(module(PLUGINS.formatted(
                                BOOT.formatted("<configuration><mainClass>${start-class}</mainClass></configuration>")))
                        .mainClass())
                .isEmpty();
    }

    @Test
    void aModuleIsSpringBootsWhenItIsRepackaged() {
        String repackage = "<executions><execution><goals><goal>%s</goal></goals></execution></executions>";

        assertThat(module(PLUGINS.formatted(BOOT.formatted(repackage.formatted("repackage"))))
                        .isSpringBoot())
                .isTrue();
        assertThat(module(PLUGINS.formatted(BOOT.formatted(repackage.formatted("build-info"))))
                        .isSpringBoot())
                .isFalse();
        assertThat(module("").isSpringBoot()).isFalse();
    }

    @Test
    void aModuleIsBuiltWhenThisRunHasPackagedIt() {
        assertThat(module("").isBuilt()).isFalse();
        assertThat(new Module(TestModule.in(basedir).built().context()).isBuilt())
                .isTrue();
    }

    private void classFile(int version, String name) throws IOException {
        Path file = basedir.resolve("target/classes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(
                file, ByteBuffer.allocate(10).putInt(0xCAFEBABE).putInt(version).array());
    }

    private Module module(String pom) {
        return new Module(TestModule.in(basedir)
                .pom(pom.contains("<properties>") ? pom : pom + "<properties/>")
                .context());
    }
}
