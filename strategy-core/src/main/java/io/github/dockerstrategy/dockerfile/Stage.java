package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code FROM [--platform=PLATFORM] IMAGE [AS NAME]} and the instructions that follow.
 *
 * <p>The image is written out, never taken from a build argument: buildah would try to pull {@code ${ARG}}.
 *
 * @param from an image name, {@code scratch}, or the name of an earlier stage
 * @param platform what the stage runs on: {@code os/architecture}, or {@value #BUILD_PLATFORM} for a stage that only compiles;
 *     needs BuildKit or buildah
 * @param name lower case, what later stages and {@code --target} call it
 * @param instructions in order
 */
public record Stage(String from, Optional<String> platform, Optional<String> name, List<Instruction> instructions) {

    /** The platform of the machine that builds. Wrong for a stage that becomes the image. */
    public static final String BUILD_PLATFORM = "$BUILDPLATFORM";

    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]*");

    public Stage {
        instructions = List.copyOf(instructions);
        Text.requireReference(from, "from");
        platform.ifPresent(Stage::requirePlatform);
        name.ifPresent(Stage::requireName);
    }

    public static Stage from(String image) {
        return new Stage(image, Optional.empty(), Optional.empty(), List.of());
    }

    public Stage named(String newName) {
        return new Stage(from, platform, Optional.of(newName), instructions);
    }

    public Stage onPlatform(String newPlatform) {
        return new Stage(from, Optional.of(newPlatform), name, instructions);
    }

    /** This stage with more instructions at its end. */
    public Stage with(Instruction... more) {
        return with(List.of(more));
    }

    /** This stage with more instructions at its end. */
    public Stage with(List<? extends Instruction> more) {
        List<Instruction> all = new ArrayList<>(instructions);
        all.addAll(more);
        return new Stage(from, platform, name, all);
    }

    /** The stage's lines, each with its line end. */
    public String text() {
        Line line = new Line("FROM");
        platform.ifPresent(value -> line.flag("platform", value));
        line.word(from);
        name.ifPresent(value -> line.word("AS").word(value));
        StringBuilder text = new StringBuilder(line.text()).append('\n');
        instructions.forEach(instruction -> text.append(instruction.text()).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }

    private static void requirePlatform(String value) {
        if (!value.equals(BUILD_PLATFORM) && !PLATFORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a platform: " + value);
        }
    }

    private static void requireName(String value) {
        if (!NAME.matcher(value).matches() || value.equals("scratch")) {
            throw new IllegalArgumentException("not a stage name: " + value);
        }
    }
}
