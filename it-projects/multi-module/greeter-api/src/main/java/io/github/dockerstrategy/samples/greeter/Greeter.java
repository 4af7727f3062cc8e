package io.github.dockerstrategy.samples.greeter;

/** Greets people. */
public interface Greeter {

    /** A greeting for somebody. */
    String greet(String name);
}
