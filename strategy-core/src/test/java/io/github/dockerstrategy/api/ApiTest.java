package io.github.dockerstrategy.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.testing.Golden;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API is {@link JavaImage}, what it throws, and the types that their signatures name. */
class ApiTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** The record's own comment documents its parameters. */
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("no comment\\s+public \\w+ \\{");

    private static final ApiSignatures API = new ApiSignatures(JavaImage.class, ProblemException.class);

    /** After an intended change, {@code -Dgolden.update=true} writes the listing. */
    @Test
    void changesOnlyWithItsListing() {
        Golden.assertMatches("api.txt", API.text());
    }

    @Test
    void namesOnlyPublicTypes() {
        assertThat(API.types()).allMatch(type -> Modifier.isPublic(type.getModifiers()));
    }

    @Test
    void isAllThatItsPackageExports() {
        assertThat(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(JavaImage.class.getPackageName()))
                .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName)
                .containsExactly(JavaImage.class.getName());
    }

    @Test
    void hasCompleteJavadoc(@TempDir Path output) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of("-proc:none", "-Xdoclint:all/protected", "-cp", classPath()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(found.getDiagnostics())
                .map(Object::toString)
                .filteredOn(message -> !COMPACT_CONSTRUCTOR.matcher(message).find())
                .isEmpty();
    }

    /** The library's classes, and the annotations that its sources need to be compiled. */
    private static String classPath() {
        return Stream.of(JavaImage.class, NullMarked.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(place -> Path.of(URI.create(place.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> sources() {
        return API.types().stream()
                .filter(type -> type.getEnclosingClass() == null)
                .map(type -> SOURCES.resolve(type.getName().replace('.', '/') + ".java"))
                .toList();
    }
}
