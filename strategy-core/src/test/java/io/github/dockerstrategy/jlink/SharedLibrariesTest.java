package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {

    private static final List<String> DEBIAN = List.of(
            "/runtime/bin/java:",
            "\tlinux-vdso.so.1 (0x00007faaeecdc000)",
            "\tlibjli.so => /runtime/bin/../lib/libjli.so (0x00007faaeecc6000)",
            "\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007faaeecc1000)",
            "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007faaed13e000)",
            "\t/lib64/ld-linux-x86-64.so.2 (0x00007faaeecde000)",
            "/runtime/lib/libfontmanager.so:",
            "\tlibfreetype.so.6 => not found",
            "/runtime/bin/script:",
            "\tnot a dynamic executable");

    private static final List<String> ALPINE = List.of(
            "\t/lib/ld-musl-x86_64.so.1 (0x7f26a1b6f000)",
            "\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f26a1b6f000)");

    @TempDir
    Path folder;

    @Test
    void findsTheLibrariesOutsideOfTheRuntime() {
        SharedLibraries libraries = SharedLibraries.parse(DEBIAN, Path.of("/runtime"));

        assertThat(libraries.paths())
                .containsExactly(
                        Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
                        Path.of("/lib/x86_64-linux-gnu/libz.so.1"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"));
        assertThat(libraries.missing()).containsExactly("libfreetype.so.6");
        assertThat(libraries.libcFolder()).isEqualTo(Path.of("/lib/x86_64-linux-gnu"));
    }

    @Test
    void doesNotMissWhatTheRuntimeBringsItself() throws Exception {
        Files.createDirectories(folder.resolve("lib/server"));
        Files.writeString(folder.resolve("lib/server/libjvm.so"), "");
        FakePrograms ldd = FakePrograms.saying("\tlibjvm.so => not found", "\tlibc.so.6 => /lib/libc.so.6 (0x1)");

        assertThat(SharedLibraries.of(folder, ldd).missing()).isEmpty();
        assertThat(ldd.ran().get(0).environment()).containsEntry("LC_ALL", "C");
    }

    @Test
    void refusesMusl() {
        SharedLibraries libraries = SharedLibraries.parse(ALPINE, Path.of("/runtime"));

        assertThatThrownBy(libraries::libcFolder)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("musl, as on Alpine")
                .hasMessageContaining("glibc");
    }

    @Test
    void saysWhenLddGaveNoAnswer() {
        SharedLibraries libraries = SharedLibraries.parse(List.of("ldd: permission denied"), Path.of("/runtime"));

        assertThatThrownBy(libraries::libcFolder).hasMessageContaining("ldd did not list");
    }

    @Test
    void believesAKeptAnswerUntilALibraryChanges() throws IOException {
        Path library = Files.writeString(folder.resolve("libc.so.6"), "old");
        SharedLibraries found = new SharedLibraries(new TreeSet<>(List.of(library)), new TreeSet<>(List.of("libx.so")));
        List<String> kept = found.lines();

        assertThat(SharedLibraries.ofLines(kept)).contains(found);
        Files.writeString(library, "newer");
        assertThat(SharedLibraries.ofLines(kept)).isEmpty();
        Files.delete(library);
        assertThat(SharedLibraries.ofLines(kept)).isEmpty();
    }
}
