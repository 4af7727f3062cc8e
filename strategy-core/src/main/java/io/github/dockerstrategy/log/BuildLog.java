package io.github.dockerstrategy.log;

/** What happens during a build, one method an event; how it is shown is the caller's. */
public interface BuildLog {

    /** Step {@code number} of {@code of} begins. */
    void step(int number, int of, String title);

    /** Something worth a line for everybody. */
    void info(String line);

    /** Something that works, but not as well as it could. */
    void warn(String line);

    /** Something for those who look for a fault. */
    void debug(String line);

    /** A line that a program we run has written. */
    void output(String line);

    /**
     * How far a long piece of work is.
     *
     * @param what the work at hand
     * @param fraction 0 to 1
     */
    void progress(String what, double fraction);
}
