package io.github.dockerstrategy.bench.war;

import com.google.common.base.Joiner;

/** Starts, says so, and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println(Joiner.on(' ').join("started", "and", "done"));
    }
}
