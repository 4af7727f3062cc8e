package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * {@code USER NAME[:GROUP]}.
 *
 * @param name names or numbers; names must be in the image's {@code /etc/passwd}
 */
public record User(String name) implements Instruction {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*\\$?(:[A-Za-z0-9_][A-Za-z0-9_.@-]*\\$?)?");

    public User {
        if (!FORM.matcher(name).matches()) {
            throw new ProblemException(Problem.of(
                    "bad-user",
                    "'" + name + "' is not a user.",
                    "<user>",
                    "write user or user:group, by number or by name, for example 65532:65532"));
        }
    }

    @Override
    public String text() {
        return new Line("USER").word(Text.word(name)).text();
    }
}
