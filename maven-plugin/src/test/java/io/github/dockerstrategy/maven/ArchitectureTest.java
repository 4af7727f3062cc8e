package io.github.dockerstrategy.maven;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.Test;

/** The plugin is a form that is filled in: what an image is, and how it is built, is none of its business. */
class ArchitectureTest {

    private static final String ROOT = "io.github.dockerstrategy.maven";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_LINES_OF_A_GOAL = 120;

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void knowsNothingOfJib() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google..")
                .check(PLUGIN);
    }

    @Test
    void startsNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(PLUGIN);
    }

    /** Other plugins run in the same JVM. */
    @Test
    void nothingIsSetForTheWholeJvm() {
        noClasses()
                .should()
                .callMethodWhere(JavaAccess.Predicates.target(
                                nameMatching(
                                        "(set|clear)(Propert|SecurityManager|In$|Out$|Err$).*|setDefault.*|setFollowRedirects"
                                                + "|setURLStreamHandlerFactory|setContentHandlerFactory|setSocket(Impl)?Factory"))
                        .and(JavaAccess.Predicates.targetOwner(nameMatching("javax?\\.(?!util\\.Properties).*"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(PLUGIN);
    }

    @Test
    void itsParametersKnowNothingOfImagesAndGoals() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".config")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        "io.github.dockerstrategy.image..",
                        "io.github.dockerstrategy.layout..",
                        "io.github.dockerstrategy.strategy..",
                        "io.github.dockerstrategy.engine..")
                .check(PLUGIN);
    }

    @Test
    void onlyGoalsArePublicToMaven() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .arePublic()
                .should()
                .beAssignableTo(Mojo.class)
                .check(PLUGIN);
    }

    @Test
    void aGoalsFormIsKnownToItsReaderOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .and()
                .haveNameNotMatching(".*\\.ParametersReader(\\$.*)?")
                .should()
                .accessFieldWhere(JavaAccess.Predicates.targetOwner(assignableTo(AbstractImageMojo.class)))
                .check(PLUGIN);
    }

    /** What Maven fills in stays as it is; a copy gets typed properties laid over it. */
    @Test
    void noParameterIsChangedOutsideOfItsReader() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".config")
                .and()
                .haveNameNotMatching(".*(\\.ParametersReader(\\$.*)?|Mojo)")
                .should()
                .setFieldWhere(JavaAccess.Predicates.targetOwner(
                        assignableTo(AbstractImageMojo.class).or(resideInAPackage(ROOT + ".config"))))
                .check(PLUGIN);
    }

    @Test
    void parametersArePlainBeansThatOldMavensCanFillIn() {
        assertThat(PLUGIN.stream()
                        .filter(bean -> bean.getPackageName().endsWith(".config"))
                        .filter(bean -> bean.getSimpleName().endsWith("Parameters"))
                        .flatMap(bean -> bean.getFields().stream())
                        .map(field -> field.getRawType().getName())
                        .filter(type -> !type.startsWith(ROOT))
                        .distinct())
                .isSubsetOf(
                        String.class.getName(),
                        Boolean.class.getName(),
                        Integer.class.getName(),
                        "java.util.List",
                        "java.util.Map");
    }

    @Test
    void goalsAreThin() {
        List<Path> goals = PLUGIN.stream()
                .filter(type -> type.isAssignableTo(Mojo.class))
                .filter(type -> type.getPackageName().equals(ROOT))
                .filter(type -> !type.getSimpleName().startsWith("Abstract"))
                .map(ArchitectureTest::source)
                .toList();

        assertThat(goals).hasSizeGreaterThanOrEqualTo(4).allSatisfy(goal -> {
            try (Stream<String> lines = Files.lines(goal)) {
                assertThat(lines.count()).as(goal.toString()).isLessThanOrEqualTo(MOST_LINES_OF_A_GOAL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path source(JavaClass type) {
        return SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    }
}
