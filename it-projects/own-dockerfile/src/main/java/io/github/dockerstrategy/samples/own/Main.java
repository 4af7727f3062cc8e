package io.github.dockerstrategy.samples.own;

/** Says which edition its image is. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("The " + System.getenv("EDITION") + " edition");
    }
}
