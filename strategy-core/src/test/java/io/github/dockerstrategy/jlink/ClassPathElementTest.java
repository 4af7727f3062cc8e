package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

class ClassPathElementTest {

    @TempDir
    Path folder;

    @Test
    void findsTheServicesOfAJar() throws IOException {
        Path jar = Jars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        "META-INF/services/java.sql.Driver", Jars.text("a.Driver"),
                        "META-INF/services/old/java.sql.Driver", Jars.text("not a service file"),
                        "META-INF/services/", new byte[0]));

        assertThat(ClassPathElement.of(jar, 17).services()).containsExactly("java.sql.Driver");
    }

    @Test
    void findsTheServicesOfAFolder() throws IOException {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("java.sql.Driver"), "a.Driver");

        assertThat(ClassPathElement.of(folder.resolve("classes"), 17).services())
                .containsExactly("java.sql.Driver");
    }

    @Test
    void tellsRequiredModulesFromOptionalOnes() throws IOException {
        byte[] moduleInfo = Jars.moduleInfo(Opcodes.V9, "java.sql", "java.desktop");
        Path jar = Jars.jar(folder.resolve("a.jar"), Map.of("module-info.class", moduleInfo));

        ClassPathElement element = ClassPathElement.of(jar, 17);

        assertThat(element.descriptor()).isPresent();
        assertThat(element.requires()).containsExactly("java.base", "java.sql");
    }

    @Test
    void readsAModuleDescriptorOfAJavaThatIsNotThereYet() throws IOException {
        byte[] moduleInfo = Jars.moduleInfo(Opcodes.V9, "java.sql", "java.desktop");
        moduleInfo[7] = 99;
        Path jar = Jars.jar(folder.resolve("a.jar"), Map.of("module-info.class", moduleInfo));

        assertThat(ClassPathElement.of(jar, 17).requires()).contains("java.sql");
    }

    @Test
    void findsTheDescriptorOfAMultiReleaseJar() throws IOException {
        byte[] moduleInfo = Jars.moduleInfo(Opcodes.V9, "java.sql", "java.desktop");
        Path jar = Jars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        "META-INF/MANIFEST.MF",
                        Jars.text("Manifest-Version: 1.0\nMulti-Release: true\n"),
                        "META-INF/versions/9/module-info.class",
                        moduleInfo));

        assertThat(ClassPathElement.of(jar, 17).descriptor()).isPresent();
    }

    @Test
    void takesAJarWithABrokenDescriptorForNoModule() throws IOException {
        Path jar = Jars.jar(folder.resolve("a.jar"), Map.of("module-info.class", Jars.text("not a class file")));

        assertThat(ClassPathElement.of(jar, 17).descriptor()).isEmpty();
    }

    @Test
    void seesNativeLibraries() throws IOException {
        Path with = Jars.jar(folder.resolve("a.jar"), Map.of("linux/libzstd-jni.so", new byte[1]));
        Path without = Jars.jar(folder.resolve("b.jar"), Map.of("a/sorry.txt", new byte[1]));

        assertThat(ClassPathElement.of(with, 17).hasNativeLibraries()).isTrue();
        assertThat(ClassPathElement.of(without, 17).hasNativeLibraries()).isFalse();
    }

    @Test
    void refusesWhatIsNoJar() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jar"), "no zip");

        assertThatThrownBy(() -> ClassPathElement.of(file, 17)).isInstanceOf(IOException.class);
    }
}
