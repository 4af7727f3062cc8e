package io.github.dockerstrategy.maven.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The script that starts Maven.
 *
 * @param program its path, or its name where only the PATH knows it
 * @param readsTwice whether it lets the shell read the arguments once more, as that of Maven 4.0.0-rc does
 */
public record MavenScript(String program, boolean readsTwice) {

    /** The script of the Maven that runs us. */
    public static MavenScript ofThisRun() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return in(Path.of(System.getProperty("maven.home", "")), windows ? "mvn.cmd" : "mvn");
    }

    static MavenScript in(Path home, String name) {
        Path script = home.resolve("bin").resolve(name);
        if (!Files.isRegularFile(script)) {
            return new MavenScript("mvn", false);
        }
        try {
            String text = Files.readString(script, StandardCharsets.ISO_8859_1);
            return new MavenScript(script.toString(), text.contains("eval exec \"$cmd\""));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + script, e);
        }
    }

    /** The command line that hands {@code arguments} to Maven as they are. */
    public List<String> with(List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(program);
        for (String argument : arguments) {
            argv.add(readsTwice ? argument.replaceAll("[\\\\\"$`]", "\\\\$0") : argument);
        }
        return argv;
    }
}
