package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.ContainerPath;

/**
 * {@code WORKDIR PATH}. Makes the directory if it is not there: owned by root with the legacy builder, by the current user
 * with BuildKit. So it should be there, or this should stand before any {@link User}.
 *
 * @param path the directory
 */
public record Workdir(ContainerPath path) implements Instruction {

    public Workdir {
        Text.requireOneLine(path.value(), "the working directory");
    }

    public static Workdir of(String path) {
        return new Workdir(new ContainerPath(path));
    }

    @Override
    public String text() {
        return new Line("WORKDIR").word(Text.word(path.value())).text();
    }
}
