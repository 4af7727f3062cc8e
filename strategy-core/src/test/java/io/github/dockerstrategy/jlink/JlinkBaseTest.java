package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Links with the JDK that runs the test; one runtime serves most of the tests. */
@EnabledOnOs(OS.LINUX)
@TestInstance(Lifecycle.PER_CLASS)
class JlinkBaseTest {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Programs NOTHING = new FakePrograms(command -> {
        throw new AssertionError("ran " + command.line());
    });

    @TempDir
    static Path folder = Path.of("");

    private Path classes = Path.of("");
    private JlinkRuntime runtime = new JlinkRuntime(List.of(), Map.of(), List.of(), Platform.LINUX_AMD64, List.of());

    @BeforeAll
    void link() throws Exception {
        String name = ProbeApplication.class.getName().replace('.', '/') + ".class";
        classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve(name).getParent());
        Files.copy(Path.of("target/test-classes").resolve(name), classes.resolve(name));
        runtime = new JlinkBase(new HostPrograms(), BuildLog.silent()).make(request("cache"));
    }

    @Test
    void findsTheModulesOfTheApplication() {
        assertThat(runtime.modules())
                .contains("java.base", "java.sql", "java.logging")
                .doesNotContain("java.desktop");
    }

    @Test
    void runsTheApplication() throws Exception {
        Path image = unpack();
        Command command = new Command(
                List.of(
                        image.resolve("opt/java/bin/java").toString(),
                        "-cp",
                        classes.toString(),
                        ProbeApplication.class.getName(),
                        folder.toString()),
                folder,
                Map.of("LC_ALL", "C.UTF-8", "TZ", "Asia/Tokyo"),
                Optional.empty(),
                Optional.empty());
        ProcessResult outcome = new HostPrograms().run(command);

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).contains("file=true", "sql=0", "zone=Asia/Tokyo");
        assertThat(outcome.output().stream().filter(line -> line.startsWith("trusted=")))
                .hasSizeGreaterThan(80);
    }

    @Test
    void runsNothingTheSecondTimeAndGivesTheSame() throws Exception {
        assertThat(new JlinkBase(NOTHING, BuildLog.silent()).make(request("cache")))
                .isEqualTo(runtime);
    }

    @Test
    void givesTheSameBytesFromAnotherCache() throws Exception {
        JlinkRuntime other = new JlinkBase(new HostPrograms(), BuildLog.silent()).make(request("other cache"));

        assertThat(digests(other)).isEqualTo(digests(runtime));
    }

    @Test
    void laysTheRuntimeOnTheSystemAndTellsWhereItIs() {
        assertThat(runtime.layers()).extracting(Layer::name).containsExactly("system", "runtime");
        assertThat(runtime.environment())
                .containsEntry("JAVA_HOME", "/opt/java")
                .hasEntrySatisfying("PATH", path -> assertThat(path).startsWith("/opt/java/bin:"));
    }

    @Test
    void hasTheLoaderAndTheCLibrary() {
        assertThat(paths(0))
                .anyMatch(path -> path.contains("/ld-linux"))
                .anyMatch(path -> path.endsWith("/libc.so.6"))
                .contains("/etc/passwd", "/etc/nsswitch.conf", "/tmp");
    }

    @Test
    void makesOnlyProgramsExecutable() {
        assertThat(runtime.layers().get(1).entries().stream()
                        .filter(entry -> !entry.isDirectory() && entry.mode().equals(FileMode.EXECUTABLE))
                        .map(entry -> entry.path().value()))
                .contains("/opt/java/bin/java", "/opt/java/lib/jspawnhelper")
                .doesNotContain("/opt/java/lib/modules", "/opt/java/lib/libjava.so");
        assertThat(paths(1)).contains("/opt/java/legal/java.base/LICENSE").noneMatch(path -> path.contains("/man/"));
    }

    @Test
    void staysUnderSixtyMegabytes() throws IOException {
        long size = 0;
        for (Layer layer : runtime.layers()) {
            for (Entry entry : layer.entries()) {
                size += bytes(entry.content()).length;
            }
        }
        assertThat(size).isLessThan(60_000_000);
    }

    @Test
    void refusesARuntimeWithoutJlink() throws IOException {
        Path jre = Files.createDirectories(folder.resolve("jre"));

        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent()).make(request(jre, 17, Optional.empty())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no jlink in " + jre)
                .hasMessageContaining("set JAVA_HOME");
    }

    @Test
    void refusesMuslBeforeAnythingIsRun() throws IOException {
        Path alpine = jdkWith("JAVA_VERSION=\"21.0.1\"\nLIBC=\"musl\"\n");

        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent()).make(request(alpine, 17, Optional.empty())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'musl', as on Alpine")
                .hasMessageContaining("glibc");
    }

    @Test
    void refusesAJdkOlderThanSeventeen() throws IOException {
        Path old = jdkWith("JAVA_VERSION=\"11.0.20\"\n");

        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent()).make(request(old, 11, Optional.empty())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is Java 11; runtimes are linked from 17 or newer");
    }

    @Test
    void refusesAMac() {
        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent(), "Mac OS X").make(request("cache")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be linked on Mac OS X")
                .hasMessageContaining("a strategy that builds in a container");
    }

    @Test
    void refusesAnApplicationThatIsNewerThanTheJdk() {
        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent()).make(request(JDK, 99, Optional.empty())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("compiled for Java 99")
                .hasMessageContaining("the Java release " + Runtime.version().feature() + " of the compiler");
    }

    @Test
    void refusesAnUnknownModule() {
        assertThatThrownBy(() -> new JlinkBase(NOTHING, BuildLog.silent())
                        .make(request(JDK, 17, Optional.of(List.of("java.sqk")))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no module 'java.sqk'")
                .hasMessageContaining("did you mean 'java.sql'?");
    }

    @Test
    void quotesJlinksLastWordsAndKeepsNothing() throws IOException {
        FakePrograms failing =
                new FakePrograms(command -> FakePrograms.failure("Error: /jdk/conf/net.properties has been modified"));

        assertThatThrownBy(() -> new JlinkBase(failing, BuildLog.silent())
                        .make(request(JDK, 17, Optional.of(List.of("java.xml")))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("failed with exit code 1:\nError: /jdk/conf/net.properties has been modified")
                .hasMessageContaining("put that file back");
        try (var all = Files.list(folder.resolve("cache"))) {
            assertThat(all).noneMatch(path -> path.getFileName().toString().startsWith(".making"));
        }
    }

    private JlinkRequest request(String cache) {
        return new JlinkRequest(
                JDK,
                17,
                List.of(classes, folder.resolve("not-there.jar")),
                Optional.empty(),
                List.of(),
                List.of(),
                folder.resolve(cache),
                Instant.ofEpochSecond(1));
    }

    private JlinkRequest request(Path jdk, int release, Optional<List<String>> modules) {
        return new JlinkRequest(
                jdk, release, List.of(), modules, List.of(), List.of(), folder.resolve("cache"), Instant.EPOCH);
    }

    private Path jdkWith(String release) throws IOException {
        Path home = Files.createTempDirectory(folder, "jdk");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("bin/jlink"), "");
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    private List<String> paths(int layer) {
        return runtime.layers().get(layer).entries().stream()
                .map(entry -> entry.path().value())
                .toList();
    }

    /** Digests of the content by path, mode and owner. */
    private static Map<String, String> digests(JlinkRuntime runtime) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Layer layer : runtime.layers()) {
            for (Entry entry : layer.entries()) {
                byte[] digest = Fingerprint.sha("SHA-256").digest(bytes(entry.content()));
                digests.put(
                        entry.path() + " " + entry.mode() + " " + entry.owner(),
                        HexFormat.of().formatHex(digest));
            }
        }
        return digests;
    }

    private static byte[] bytes(Entry.Content content) throws IOException {
        if (content instanceof Entry.Content.Source source) {
            return Files.readAllBytes(source.file());
        }
        return content instanceof Entry.Content.Text text ? Jars.text(text.text()) : new byte[0];
    }

    private Path unpack() throws IOException {
        Path image = folder.resolve("image");
        List<Entry> entries = new ArrayList<>(runtime.layers().get(1).entries());
        for (Entry entry : entries) {
            Path target = image.resolve(entry.path().relative());
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.write(target, bytes(entry.content()));
                assertThat(target.toFile().setExecutable(entry.mode().equals(FileMode.EXECUTABLE)))
                        .isTrue();
            }
        }
        return image;
    }
}
