package io.github.dockerstrategy.maven.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.TestModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleArtifactTest {

    private static final String BUILD = "<build><finalName>shop</finalName><plugins>%s</plugins></build>";
    private static final String BOOT = BUILD.formatted(
            "<plugin><groupId>org.springframework.boot</groupId>"
                    + "<artifactId>spring-boot-maven-plugin</artifactId><executions><execution><id>repackage</id>"
                    + "<goals><goal>repackage</goal></goals><configuration>%s</configuration></execution></executions></plugin>");
    private static final String SHADE = BUILD.formatted(
            "<plugin><artifactId>maven-shade-plugin</artifactId><configuration>%s</configuration><executions><execution>"
                    + "<goals><goal>shade</goal></goals></execution></executions></plugin>");

    @TempDir
    Path basedir;

    @Test
    void isTheModulesOwn() {
        assertThat(find(TestModule.in(basedir).built().mojo())).isEqualTo("target/shop.jar");
    }

    @Test
    void isTheOnlyOneWithAClassifier() {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        assertThat(new ModuleArtifact(TestModule.context(mojo)).isBuilt()).isFalse();

        attach(mojo, "sources", "jar", "");
        attach(mojo, "tests", "jar", "a.Test");
        assertThat(new ModuleArtifact(TestModule.context(mojo)).isBuilt()).isFalse();

        attach(mojo, "app", "jar", "");
        assertThat(new ModuleArtifact(TestModule.context(mojo)).isBuilt()).isTrue();
        assertThat(find(mojo)).isEqualTo("target/shop-app.jar");
    }

    @Test
    void isTheOnlyWarWithAClassifier() {
        AbstractImageMojo mojo =
                TestModule.in(basedir).pom("<packaging>war</packaging>").mojo();
        attach(mojo, "classes", "jar", "");
        attach(mojo, "web", "war", "");
        assertThat(find(mojo)).isEqualTo("target/shop-web.war");
    }

    @Test
    void ofSeveralWithAClassifierIsTheOneThatHasAMainClass() {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        attach(mojo, "api", "jar", "");
        attach(mojo, "app", "jar", "demo.Main");
        assertThat(find(mojo)).isEqualTo("target/shop-app.jar");

        attach(mojo, "tool", "jar", "demo.Tool");
        assertThatThrownBy(() -> new ModuleArtifact(TestModule.context(mojo)).require())
                .hasMessageContaining("target/shop-api.jar, target/shop-app.jar, target/shop-tool.jar")
                .hasMessageContaining("<artifact>target/shop-api.jar</artifact>");
    }

    @Test
    void isWhatTheUserNames() {
        AbstractImageMojo mojo = TestModule.in(basedir)
                .built()
                .configuration("<artifact>target/other.jar</artifact>")
                .mojo();
        assertThat(find(mojo)).isEqualTo("target/other.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "'', target/shop.jar",
        "<classifier>exec</classifier>, target/shop-exec.jar",
        "<classifier>exec</classifier><skip>true</skip>, target/shop.jar",
        "<attach>false</attach>, target/shop.jar",
        "<attach>false</attach><outputDirectory>dist</outputDirectory>, dist/shop.jar",
        "<attach>false</attach><classifier>exec</classifier>, target/shop-exec.jar"
    })
    void isTheOneThatSpringBootRepackaged(String configuration, String expected) {
        AbstractImageMojo mojo = TestModule.in(basedir)
                .built()
                .pom(BOOT.formatted(configuration))
                .mojo();
        if (configuration.contains("classifier") && !configuration.contains("attach")) {
            attach(mojo, "exec", "jar", "");
        }
        assertThat(find(mojo)).isEqualTo(expected);
    }

    @Test
    void isTheRepackagedOneWhereMavenIsLeftWithTheOriginal() throws IOException {
        AbstractImageMojo mojo = TestModule.in(basedir)
                .built()
                .pom(BOOT.formatted("<attach>false</attach>"))
                .mojo();
        Path original = Files.write(basedir.resolve("target/shop.jar.original"), new byte[0]);
        mojo.project.getArtifact().setFile(original.toFile());
        assertThat(find(mojo)).isEqualTo("target/shop.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "'', target/shop.jar",
        "<finalName>shop</finalName>, target/shop.jar",
        "<finalName>all</finalName>, target/all.jar",
        "<finalName>all</finalName><outputDirectory>dist</outputDirectory>, dist/all.jar",
        "<outputFile>dist/all.jar</outputFile>, dist/all.jar",
        "<shadedArtifactAttached>true</shadedArtifactAttached>, target/shop-shaded.jar",
        "<shadedArtifactAttached>true</shadedArtifactAttached><shadedClassifierName>all</shadedClassifierName>,"
                + " target/shop-all.jar"
    })
    void isTheShadedOne(String configuration, String expected) {
        AbstractImageMojo mojo = TestModule.in(basedir)
                .built()
                .pom(SHADE.formatted(configuration))
                .mojo();
        attach(mojo, "shaded", "jar", "");
        attach(mojo, "all", "jar", "");
        assertThat(find(mojo)).isEqualTo(expected);
    }

    @Test
    void itsManifestNamesTheMainClass() throws IOException {
        AbstractImageMojo mojo = TestModule.in(basedir).mojo();
        attach(mojo, "app", "jar", "demo.Main");
        assertThat(new Module(TestModule.context(mojo)).mainClass()).contains("demo.Main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifestEntries>"
                        + "<Main-Class>a.Main</Main-Class></manifestEntries></archive></configuration></plugin>",
                "<plugin><artifactId>maven-jar-plugin</artifactId><executions><execution><id>tool</id><goals><goal>jar</goal>"
                        + "</goals><configuration><classifier>tool</classifier><archive><manifest><mainClass>a.Tool</mainClass>"
                        + "</manifest></archive></configuration></execution><execution><id>default-jar</id><configuration>"
                        + "<archive><manifest><mainClass>a.Main</mainClass></manifest></archive></configuration></execution>"
                        + "</executions></plugin>",
                "<plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifestFile>MANIFEST.MF"
                        + "</manifestFile></archive></configuration></plugin>",
                "<plugin><artifactId>maven-assembly-plugin</artifactId><executions><execution><goals><goal>single</goal></goals>"
                        + "</execution></executions><configuration><archive><manifest><mainClass>a.Main</mainClass></manifest>"
                        + "</archive></configuration></plugin>",
                "<plugin><artifactId>maven-shade-plugin</artifactId><executions><execution><goals><goal>shade</goal></goals><configuration><transformers><transformer"
                        + " implementation='x.Services'/><transformer"
                        + " implementation='x.Manifest'><mainClass>a.Main</mainClass></transformer></transformers>"
                        + "</configuration></execution></executions></plugin>",
                "<plugin><artifactId>maven-shade-plugin</artifactId><executions><execution><goals><goal>shade</goal></goals><configuration><transformers><transformer"
                        + " implementation='x.Manifest'><manifestEntries>"
                        + "<Main-Class>a.Main</Main-Class></manifestEntries></transformer></transformers>"
                        + "</configuration></execution></executions></plugin>"
            })
    void theConfigurationOfPluginsNamesTheMainClass(String plugin) throws IOException {
        Files.writeString(basedir.resolve("MANIFEST.MF"), "Manifest-Version: 1.0\nMain-Class: a.Main\n");
        AbstractImageMojo mojo =
                TestModule.in(basedir).pom(BUILD.formatted(plugin)).mojo();
        assertThat(new Module(TestModule.context(mojo)).mainClass()).contains("a.Main");
    }

    private String find(AbstractImageMojo mojo) {
        return basedir.relativize(new ModuleArtifact(TestModule.context(mojo)).require())
                .toString();
    }

    @SuppressWarnings("deprecation") // the way that is not takes a container
    private void attach(AbstractImageMojo mojo, String classifier, String type, String mainClass) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!mainClass.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        Path file = basedir.resolve("target/shop-" + classifier + "." + type);
        try {
            Files.createDirectories(file.resolveSibling(""));
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream jar = new JarOutputStream(out, manifest)) {
                jar.finish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DefaultArtifact artifact = new DefaultArtifact(
                "com.example", "shop", "1.0", null, type, classifier, new DefaultArtifactHandler(type));
        artifact.setFile(file.toFile());
        mojo.project.addAttachedArtifact(artifact);
    }
}
