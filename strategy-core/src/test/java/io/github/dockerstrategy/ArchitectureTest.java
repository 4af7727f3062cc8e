package io.github.dockerstrategy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.strategy.Step;
import io.github.dockerstrategy.testing.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may know which: the order in which a build is thought, and nothing against it. */
class ArchitectureTest {

    private static final String ROOT = "io.github.dockerstrategy";

    /** Each package may use those before it. The packages of one line do not know each other. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("problem", "zstd"),
            Set.of("log", "files"),
            Set.of("process"),
            Set.of("oci"),
            Set.of("oci.registry", "oci.store"),
            Set.of("image"),
            Set.of("project"),
            Set.of("layout"),
            Set.of("jlink", "dockerfile"),
            Set.of("strategy", "externalize"),
            Set.of("recommend"),
            Set.of("report"),
            Set.of("engine.assembly", "engine.docker", "engine.jib"),
            Set.of("engine", "generate"),
            Set.of("compare", "api"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyThoseBeforeThem() {
        return ORDER.stream()
                .flatMap(Set::stream)
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name + " uses nothing that comes after it",
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + "." + name)
                                .should()
                                .dependOnClassesThat(are(resideInAnyPackage(forbiddenTo(name))))
                                .allowEmptyShould(true)
                                .check(CORE)));
    }

    private static String[] forbiddenTo(String name) {
        boolean[] reached = {false};
        return ORDER.stream()
                .filter(line -> reached[0] |= line.contains(name))
                .flatMap(Set::stream)
                .filter(other -> !other.equals(name))
                .map(other -> ROOT + "." + other)
                .toArray(String[]::new);
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        Set<String> placed = ORDER.stream().flatMap(Set::stream).collect(Collectors.toSet());
        Set<String> there = CORE.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isSubsetOf(placed).contains("problem", "process", "image", "layout", "strategy", "engine");
    }

    /** What a package is, is the first sentence of its documentation. */
    @Test
    void thePictureInTheDocumentationIsThatOfTheCode() throws IOException {
        StringBuilder picture = new StringBuilder();
        for (Set<String> line : ORDER) {
            String number = String.valueOf(ORDER.indexOf(line) + 1);
            for (String name : new TreeSet<>(line)) {
                picture.append(String.format("%2s  %-16s %s%n", number, name, firstSentence(name)));
                number = "";
            }
        }
        Documents.assertHolds("architecture.md", "packages", picture.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void theClassesThatTheDocumentationNamesExist() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "architecture.md"));
        List<String> classes = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+)`")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace('.', '/'))
                .toList();
        assertThat(classes)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(Path.of("src/main/java", ROOT.replace('.', '/'), name + ".java"))
                        .exists());
    }

    private static String firstSentence(String name) throws IOException {
        Path file = Path.of("src/main/java", (ROOT + "." + name).split("\\.")).resolve("package-info.java");
        String text = Files.readString(file);
        String comment = text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                .replaceAll("\\R \\*", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
                .replaceAll("[a-z.]+\\.(?=[A-Z])", "")
                .replaceAll("\\s+", " ")
                .strip();
        return comment.replaceFirst("\\.(?: .*|)$", "");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = CORE.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(CORE.stream().map(JavaClass::getPackageName).distinct()).allMatch(marked::contains);
    }

    @Test
    void jibIsKnownToItsEngineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".engine.jib")
                .should()
                .dependOnClassesThat(resideInAPackage("com.google.cloud.tools.jib.."))
                .check(CORE);
    }

    @Test
    void programsAreStartedInProcessOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".process")
                .should()
                .dependOnClassesThat(
                        nameMatching("java\\.lang\\.ProcessBuilder.*").forSubtype())
                .orShould()
                .callMethodWhere(JavaAccess.Predicates.target(nameMatching("exec"))
                        .and(JavaAccess.Predicates.targetOwner(nameMatching("java\\.lang\\.Runtime"))))
                .check(CORE);
    }

    /** A step states its phase, so nothing has to be read out of its title. */
    @Test
    void titlesOfStepsAreOnlyShown() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".strategy", ROOT + ".report")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".engine.BuildRun")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".engine.StepTimes")
                .should()
                .callMethodWhere(JavaAccess.Predicates.target(nameMatching("title"))
                        .and(JavaAccess.Predicates.targetOwner(assignableTo(Step.class))))
                .orShould()
                .callMethod(BuildResult.class, "seconds")
                .check(CORE);
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
                .dependOnClassesThat(are(resideInAnyPackage("java.util.logging..")))
                .check(CORE);
    }

    @Test
    void coreKnowsNoMaven() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..", "javax.inject.."))
                .check(CORE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|(?<!Credential)Helper|Util|Utils|Impl)")
                .check(CORE);
    }

    @Test
    void valuesAreImmutable() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        ROOT + ".image", ROOT + ".project", ROOT + ".layout", ROOT + ".dockerfile", ROOT + ".strategy")
                .and()
                .areDeclaredInClassesThat()
                .areNotPrivate()
                .should()
                .beFinal()
                .andShould(haveNoArrayType())
                .check(CORE);
    }

    @Test
    void recordsCopyTheCollectionsTheyAreGiven() {
        classes()
                .that()
                .areRecords()
                .and()
                .arePublic()
                .and(withCollections())
                .should(copyThem())
                .check(CORE);
    }

    @Test
    void sealedChoicesAreMadeOfRecords() {
        classes()
                .that()
                .implement(ROOT + ".strategy.Step")
                .or()
                .implement(ROOT + ".image.BaseImage")
                .or()
                .implement(ROOT + ".project.Application")
                .or()
                .implement(ROOT + ".layout.Entry$Content")
                .should()
                .beRecords()
                .check(CORE);
    }

    private static DescribedPredicate<JavaClass> withCollections() {
        return DescribedPredicate.describe("hold collections", type -> collections(type) > 0);
    }

    private static long collections(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(JavaField::getRawType)
                .filter(raw -> raw.isAssignableTo(Collection.class) || raw.isAssignableTo(Map.class))
                .count();
    }

    private static ArchCondition<JavaClass> copyThem() {
        return new ArchCondition<>("copy each of them in their constructor") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long copies = type.getConstructors().stream()
                        .flatMap(constructor -> constructor.getCallsFromSelf().stream())
                        .filter(call -> call.getName().matches("copyOf|toList|unmodifiable.*"))
                        .count();
                if (copies < collections(type)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " keeps a collection that its maker can still change"));
                }
            }
        };
    }

    private static ArchCondition<JavaField> haveNoArrayType() {
        return new ArchCondition<>("not be an array") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        || field.getName().startsWith("$");
                if (field.getRawType().isArray() && !synthetic) {
                    events.add(
                            SimpleConditionEvent.violated(field, field.getFullName() + " can be changed from outside"));
                }
            }
        };
    }
}
