package io.github.dockerstrategy.maven;

/** The application of the modules that the tests make up. */
public final class Hello {

    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
