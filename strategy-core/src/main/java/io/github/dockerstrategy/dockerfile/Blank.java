package io.github.dockerstrategy.dockerfile;

/** An empty line. */
public record Blank() implements Instruction {

    @Override
    public String text() {
        return "";
    }
}
