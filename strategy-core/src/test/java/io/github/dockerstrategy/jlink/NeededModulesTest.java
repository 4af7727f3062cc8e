package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

class NeededModulesTest {

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private final Jdk jdk = jdk();
    private Path classes = Path.of("");

    @BeforeEach
    void writeAClass() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(classes.resolve("Main.class"), "one");
    }

    @Test
    void addsWhatLibrariesReachByNameAsFarAsTheJdkHasIt() throws Exception {
        // This JDK has no other of them, and nothing in jdk.crypto.ec.
        assertThat(modules(FakePrograms.saying("java.base"), List.of()))
                .containsExactly("java.base", "java.logging", "jdk.unsupported");
    }

    @Test
    void addsWhatJdepsFinds() throws Exception {
        FakePrograms programs = FakePrograms.saying("Warning: split package: a b", "java.base,java.sql");

        assertThat(modules(programs, List.of(classes))).contains("java.sql").doesNotContain("java.desktop");
        assertThat(programs.ran().get(0).argv())
                .containsExactly(
                        "/jdk/bin/jdeps",
                        "--print-module-deps",
                        "--no-recursive",
                        "--ignore-missing-deps",
                        "--multi-release",
                        "17",
                        classes.toString());
    }

    @Test
    void takesAModulesRequirementsFromItsDescriptorAndOptionalOnesFromItsClasses() throws Exception {
        byte[] moduleInfo = Jars.moduleInfo(Opcodes.V9, "java.sql", "java.desktop");
        Path library = Jars.jar(
                folder.resolve("a.jar"),
                Map.of(
                        "module-info.class",
                        moduleInfo,
                        "META-INF/versions/11/module-info.class",
                        moduleInfo,
                        "META-INF/MANIFEST.MF",
                        Jars.text("Multi-Release: true\n"),
                        "a/A.class",
                        new byte[3]));

        assertThat(modules(FakePrograms.saying("java.base"), List.of(library)))
                .contains("java.sql")
                .doesNotContain("java.desktop");

        Files.write(classes.resolve("module-info.class"), moduleInfo);
        List<List<String>> read = new ArrayList<>();
        FakePrograms programs = new FakePrograms(command -> {
            read.add(contents(command.argv().get(command.argv().size() - 1)));
            return new ProcessResult(0, List.of("java.desktop"), List.of());
        });
        assertThat(modules(
                        programs,
                        List.of(
                                Jars.jar(
                                        folder.resolve("b.jar"),
                                        Map.of("module-info.class", moduleInfo, "b/B.class", new byte[3])),
                                classes)))
                .contains("java.sql", "java.desktop");
        assertThat(programs.namesAfterOptions()).containsExactly(List.of("b.jar"), List.of("classes"));
        assertThat(read)
                .as("jdeps gets no module descriptors, which it would resolve instead of reading the classes")
                .containsExactly(List.of("b/B.class"), List.of("Main.class"));
    }

    private static List<String> contents(String root) {
        try {
            if (Files.isDirectory(Path.of(root))) {
                return Fingerprint.filesOf(Path.of(root)).stream()
                        .map(file -> Path.of(root).relativize(file).toString())
                        .toList();
            }
            try (ZipFile zip = new ZipFile(root)) {
                return zip.stream().map(ZipEntry::getName).sorted().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void addsTheModuleOfAServiceThatTheApplicationProvides() throws Exception {
        Path driver = Jars.jar(
                folder.resolve("driver.jar"),
                Map.of(
                        "META-INF/services/java.sql.Driver", Jars.text("a.Driver"),
                        "META-INF/services/a.service.OfItsOwn", Jars.text("a.Service")));

        assertThat(modules(FakePrograms.saying("java.base"), List.of(driver))).contains("java.sql");
    }

    @Test
    void asksByHalvesWhenOneJarBreaksJdeps() throws Exception {
        Path good = Jars.jar(folder.resolve("good.jar"), Map.of("a.txt", Jars.text("a")));
        Path bad = Jars.jar(folder.resolve("bad.jar"), Map.of("b.txt", Jars.text("b")));
        Path fine = Jars.jar(folder.resolve("fine.jar"), Map.of("c.txt", Jars.text("c")));
        FakePrograms programs = new FakePrograms(command -> command.line().contains("bad.jar")
                ? FakePrograms.failure("Exception in thread \"main\"")
                : new ProcessResult(
                        0, List.of(command.line().contains("fine.jar") ? "java.desktop" : "java.sql"), List.of()));

        assertThat(modules(programs, List.of(good, bad, fine))).contains("java.sql", "java.desktop");
        assertThat(notes).singleElement().asString().contains("bad.jar", "jlink.addModules");
        assertThat(programs.namesAfterOptions())
                .containsExactly(
                        List.of("good.jar", "bad.jar", "fine.jar"),
                        List.of("good.jar"),
                        List.of("bad.jar", "fine.jar"),
                        List.of("bad.jar"),
                        List.of("fine.jar"));
    }

    @Test
    void saysAgainWhatCouldNotBeReadWhenTheAnswerIsKept() throws Exception {
        Path bad = Jars.jar(folder.resolve("bad.jar"), Map.of("b.txt", Jars.text("b")));
        FakePrograms programs = new FakePrograms(command -> FakePrograms.failure("broken"));

        modules(programs, List.of(bad));
        modules(programs, List.of(bad));

        assertThat(programs.ran()).hasSize(1);
        assertThat(notes).hasSize(2);
    }

    @Test
    void asksOnlyForTheApplicationsOwnClassesAgainWhenOnlyTheyChange() throws Exception {
        Path library = Jars.jar(folder.resolve("library.jar"), Map.of("a.txt", Jars.text("a")));
        FakePrograms programs = FakePrograms.saying("java.base");

        modules(programs, List.of(classes, library));
        modules(programs, List.of(classes, library));
        Files.writeString(classes.resolve("Main.class"), "two");
        modules(programs, List.of(classes, library));

        assertThat(programs.namesAfterOptions())
                .containsExactly(List.of("library.jar"), List.of("classes"), List.of("classes"));
    }

    @Test
    void takesTheUsersListAsItIsAndRunsNothing() throws Exception {
        FakePrograms programs = FakePrograms.saying("java.sql");
        JlinkRequest request = request(Optional.of(List.of("java.desktop")), List.of("java.logging"));

        assertThat(needed(programs, request, List.of(classes)))
                .containsExactly("java.base", "java.desktop", "java.logging");
        assertThat(programs.ran()).isEmpty();
    }

    @Test
    void addsTheUsersAdditions() throws Exception {
        JlinkRequest request = request(Optional.empty(), List.of("java.desktop"));

        assertThat(needed(FakePrograms.saying("java.base"), request, List.of(classes)))
                .contains("java.desktop", "java.logging");
    }

    @Test
    void refusesUnknownModulesAllAtOnceAndGuessesWhatWasMeant() {
        JlinkRequest request = request(Optional.of(List.of("java.sqll")), List.of("java.loging", "javax.servlet"));

        assertThatThrownBy(() -> needed(FakePrograms.saying(), request, List.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(3))
                .hasMessageContaining("The JDK 17 in /jdk has no module 'java.sqll'.")
                .hasMessageContaining("jlink.modules")
                .hasMessageContaining("did you mean 'java.sql'?")
                .hasMessageContaining("jlink.addModules")
                .hasMessageContaining("did you mean 'java.logging'?")
                .hasMessageContaining("all of them: /jdk/bin/java --list-modules");
    }

    private NavigableSet<String> modules(Programs programs, List<Path> classPath) throws Exception {
        return needed(programs, request(Optional.empty(), List.of()), classPath);
    }

    private NavigableSet<String> needed(Programs programs, JlinkRequest request, List<Path> classPath)
            throws Exception {
        List<ClassPathElement> elements = new ArrayList<>();
        for (Path path : classPath) {
            elements.add(ClassPathElement.of(path, jdk.feature()));
        }
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        return new NeededModules(programs, jdk, cache).of(request, elements, notes);
    }

    private JlinkRequest request(Optional<List<String>> modules, List<String> addModules) {
        return new JlinkRequest(
                jdk.home(), 17, List.of(), modules, addModules, List.of(), folder.resolve("cache"), Instant.EPOCH);
    }

    private static Jdk jdk() {
        Map<String, ModuleDescriptor> modules = new TreeMap<>();
        modules.put("jdk.crypto.ec", ModuleDescriptor.newModule("jdk.crypto.ec").build());
        List.of("java.base", "java.desktop", "java.logging", "java.sql", "jdk.unsupported")
                .forEach(name -> modules.put(
                        name,
                        ModuleDescriptor.newModule(name)
                                .packages(Set.of(name))
                                .exports(name)
                                .build()));
        return new Jdk(Path.of("/jdk"), 17, Platform.LINUX_AMD64, "test", Jdk.Source.JMODS, modules);
    }
}
