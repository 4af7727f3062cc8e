package io.github.dockerstrategy.maven.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MavenScriptTest {

    private static final List<String> ODD =
            List.of("-Da=${env.HOME}", "two words", "a\"quote\"", "back\\slash", "`pwd`", "$(pwd)", "it's", "");

    @TempDir
    Path home;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs a POSIX shell")
    void handsArgumentsOverAsTheyAreToTheScriptOfMaven3() throws Exception {
        assertThat(received("for arg in \"$@\"; do echo \"<$arg>\"; done")).isEqualTo(bracketed());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs a POSIX shell")
    void handsArgumentsOverAsTheyAreToTheScriptOfMaven4() throws Exception {
        assertThat(received("cmd=\"printf '<%s>\\\\n'\"\nfor arg in \"$@\"; do\n  cmd=\"$cmd \\\"$arg\\\"\"\ndone\n"
                        + "eval exec \"$cmd\""))
                .isEqualTo(bracketed());
    }

    @Test
    void withoutAHomeThePathFindsIt() {
        assertThat(MavenScript.in(home, "mvn").with(List.of("-v"))).containsExactly("mvn", "-v");
    }

    private List<String> received(String script) throws IOException, InterruptedException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        List<String> argv = new ArrayList<>(List.of("sh"));
        argv.addAll(MavenScript.in(home, "mvn").with(ODD));
        return new HostPrograms().run(Command.of(home, argv)).output();
    }

    private static List<String> bracketed() {
        return ODD.stream().map(argument -> "<" + argument + ">").toList();
    }
}
