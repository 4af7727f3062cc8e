package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has the JDK's jlink make a runtime. */
final class Jlink {

    private static final int LINES_SHOWN = 10;
    private static final int NAMES_COMPRESSION = 21;

    /**
     * A container has neither display nor sound. These are linked with X11 and ALSA: megabytes where the building machine has those, broken
     * where not. Java does without them: it is headless where DISPLAY is not set, and finds no sound card.
     */
    private static final String DISPLAY_AND_SOUND = Stream.of("awt_xawt", "jawt", "jsound", "splashscreen")
            .map(name -> "/java.desktop/lib/lib" + name + ".so")
            .collect(Collectors.joining(","));

    private final Programs programs;
    private final Jdk jdk;

    Jlink(Programs programs, Jdk jdk) {
        this.programs = programs;
        this.jdk = jdk;
    }

    /** The options of every link; two links with the same options, modules and JDK give the same bytes. */
    List<String> options() {
        return List.of(
                // Not --strip-debug: that one runs objcopy, which a machine with nothing but a JDK does not have.
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=" + (jdk.feature() >= NAMES_COMPRESSION ? "zip-6" : "2"),
                "--exclude-files=" + DISPLAY_AND_SOUND);
    }

    /**
     * Links a runtime.
     *
     * @param output a folder that does not exist yet
     * @throws ProblemException with jlink's own last words if it fails
     */
    void link(Collection<String> modules, Path output) throws InterruptedException {
        List<String> argv = new ArrayList<>();
        argv.add(jdk.tool("jlink").toString());
        argv.add("--add-modules=" + String.join(",", modules));
        argv.addAll(options());
        argv.add("--output=" + output);
        ProcessResult outcome = programs.run(Command.of(jdk.home(), argv));
        if (!outcome.succeeded()) {
            String said = String.join("\n", outcome.lastLines(LINES_SHOWN));
            throw new ProblemException(Problem.ofEnvironment(
                    "jlink-failed",
                    "jlink of " + jdk.home() + " failed with exit code " + outcome.exitCode() + ":\n" + said,
                    setting("from", "jlink") + ", modules " + String.join(",", modules),
                    fix(said)));
        }
    }

    private static String fix(String said) {
        return said.contains("has been modified")
                ? "this JDK has no jmods and links from its own files, which must be as its vendor built them: put that file back, or use "
                        + "another JDK"
                : "see whether the JDK is whole and the disk is not full, or name the modules in "
                        + parameter("jlink.modules");
    }
}
