package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFoldersTest {

    private static final ContainerPath APP = new ContainerPath("/app");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/beans.xml",
                "META-INF/persistence.xml",
                "META-INF/orm.xml",
                "META-INF/ejb-jar.xml",
                "META-INF/faces-config.xml",
                "META-INF/admin.faces-config.xml",
                "META-INF/web-fragment.xml",
                "META-INF/jandex.idx",
                "META-INF/MANIFEST.MF",
                "OSGI-INF/component.xml",
                "module-info.class"
            })
    void aDescriptorOfItsClassPathRootBringsClassesAndResourcesTogether(String descriptor) {
        ClassFolders folders = ClassFolders.of(APP, List.of("demo/Main.class", descriptor));
        assertThat(folders.isOne()).isTrue();
        assertThat(folders.place("application.properties")).hasToString("/app/classes/application.properties");
        assertThat(folders.place("demo/Main.class")).hasToString("/app/classes/demo/Main.class");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/services/demo.Plugin",
                "META-INF/spring.components",
                "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                "META-INF/maven/demo/demo/pom.xml",
                "demo/beans.xml",
                "logback.xml",
                "demo/module-info.class"
            })
    void otherFilesAreFoundInAnyRoot(String file) {
        ClassFolders folders = ClassFolders.of(APP, List.of("demo/Main.class", file));
        assertThat(folders.isOne()).isFalse();
        assertThat(folders.place("application.properties")).hasToString("/app/resources/application.properties");
    }
}
