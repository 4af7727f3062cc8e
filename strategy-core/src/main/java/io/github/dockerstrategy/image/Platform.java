package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operating system and processor architecture in the image specification's words, such as {@code linux/amd64}. */
public record Platform(String os, String architecture) {

    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64");

    private static final Pattern FORM = Pattern.compile("([a-z0-9]+)/([a-z0-9_]+)");

    /** Parses {@code os/architecture}. */
    public static Platform parse(String text, String where) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.of(
                    "bad-platform",
                    "'" + text + "' is not a platform.",
                    where,
                    "write os/architecture, for example linux/amd64 or linux/arm64"));
        }
        return new Platform(matcher.group(1), matcher.group(2));
    }

    /** The platform of Linux containers on this machine's processor. */
    public static Platform ofThisMachine() {
        String arch = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return new Platform(
                "linux",
                switch (arch) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                });
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
