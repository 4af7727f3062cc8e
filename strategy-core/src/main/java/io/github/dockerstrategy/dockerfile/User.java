package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.ContainerUser;

/**
 * {@code USER NAME[:GROUP]}.
 *
 * @param name names or numbers; names must be in the image's {@code /etc/passwd}
 */
public record User(String name) implements Instruction {

    public User {
        ContainerUser.parse(name, "<container><user>");
    }

    @Override
    public String text() {
        return new Line("USER").word(Text.word(name)).text();
    }
}
