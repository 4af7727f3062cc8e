package io.github.dockerstrategy.samples.greeter.worker;

import io.github.dockerstrategy.samples.greeter.Greeter;
import io.github.dockerstrategy.samples.greeter.core.PoliteGreeter;

/** Greets everybody on its command line and ends. */
public final class GreeterWorker {

    private GreeterWorker() {}

    public static void main(String[] args) {
        Greeter greeter = new PoliteGreeter();
        for (String name : args) {
            System.out.println(greeter.greet(name));
        }
    }
}
