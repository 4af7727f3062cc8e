package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.SecretNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Command lines as they may be shown: what looks like a password is left out. */
final class Redaction {

    private static final String HIDDEN = "***";
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)^((?:--[a-z-]+=)?[\\w.-]*(?:" + SecretNames.WORDS + ")[\\w.-]*=)(?!id=|src=|env=|type=).+$",
            Pattern.DOTALL);
    private static final Pattern LOGIN_IN_URL = Pattern.compile("(://)[^/\\s?#]+@");

    private Redaction() {}

    /** A command's line, with the variable before it that chooses the builder. */
    static String line(Command command) {
        List<String> argv = command.argv().stream().map(Redaction::redacted).toList();
        String choice = Optional.ofNullable(command.environment().get(DockerCommands.BUILDKIT))
                .filter(value -> argv.contains("build"))
                .map(value -> "DOCKER_BUILDKIT=" + value + " ")
                .orElse("");
        return choice
                + new Command(argv, command.directory(), command.environment(), command.input(), command.outputFile())
                        .line();
    }

    /** A line that may be shown. */
    static String redacted(String text) {
        String named = SECRET_NAME.matcher(text).replaceFirst("$1" + HIDDEN);
        return LOGIN_IN_URL.matcher(named).replaceAll("$1" + HIDDEN + "@");
    }
}
