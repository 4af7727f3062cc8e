package io.github.dockerstrategy.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ARG NAME[="VALUE"]}: a build argument of this stage. Its value stays in the image's history: nothing for secrets.
 *
 * @param name a variable's name
 * @param value its default
 */
public record Arg(String name, Optional<String> value) implements Instruction {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Arg {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a build argument: " + name);
        }
        value.ifPresent(text -> Text.requireOneLine(text, "the build argument " + name));
    }

    public Arg(String name) {
        this(name, Optional.empty());
    }

    @Override
    public String text() {
        return new Line("ARG")
                .word(name + value.map(text -> "=" + Text.quoted(text)).orElse(""))
                .text();
    }
}
