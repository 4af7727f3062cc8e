package io.github.dockerstrategy.dockerfile;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ContainerUser;

/**
 * {@code USER NAME[:GROUP]}.
 *
 * @param name names or numbers; names must be in the image's {@code /etc/passwd}
 */
public record User(String name) implements Instruction {

    public User {
        ContainerUser.parse(name, parameter("container.user"));
    }

    @Override
    public String text() {
        return new Line("USER").word(Text.word(name)).text();
    }
}
