package io.github.dockerstrategy.problem;

/**
 * One thing that keeps an image from being built.
 *
 * @param id stable kebab-case name, the anchor of its entry in the troubleshooting page
 * @param what what failed, with the value that was found
 * @param where the parameter, file, registry or command it was found in; may be empty
 * @param fix what to do about it: exact value or command; may be empty
 * @param blame whose turn it is
 */
public record Problem(String id, Text what, Text where, Text fix, Blame blame) {

    /** Who can put a problem right. */
    public enum Blame {
        /** The project or its configuration. */
        PROJECT,
        /** The machine, the network, a registry, or a bug of ours. */
        ENVIRONMENT
    }

    public Problem {
        if (id.isBlank() || what.isBlank()) {
            throw new IllegalArgumentException("a problem needs an id and a description");
        }
    }

    /**
     * A problem that the project's owner can put right.
     *
     * @param id stable kebab-case name, the anchor of its entry in the troubleshooting page
     * @param what what failed, with the value that was found
     * @param where the parameter, file, registry or command it was found in; may be empty
     * @param fix what to do about it; may be empty
     * @return the problem
     */
    public static Problem of(String id, String what, String where, String fix) {
        return of(id, what, where, fix, Blame.PROJECT);
    }

    /**
     * A problem of the machine, the network or a registry.
     *
     * @param id stable kebab-case name, the anchor of its entry in the troubleshooting page
     * @param what what failed, with the value that was found
     * @param where the parameter, file, registry or command it was found in; may be empty
     * @param fix what to do about it; may be empty
     * @return the problem
     */
    public static Problem ofEnvironment(String id, String what, String where, String fix) {
        return of(id, what, where, fix, Blame.ENVIRONMENT);
    }

    /**
     * A problem of either kind.
     *
     * @param id stable kebab-case name, the anchor of its entry in the troubleshooting page
     * @param what what failed, with the value that was found
     * @param where the parameter, file, registry or command it was found in; may be empty
     * @param fix what to do about it; may be empty
     * @param blame who can put it right
     * @return the problem
     */
    public static Problem of(String id, String what, String where, String fix, Blame blame) {
        return new Problem(id, new Text(what), new Text(where), new Text(fix), blame);
    }

    /**
     * The same problem, with another sentence behind what failed.
     *
     * @param more the sentence, with a blank in front of it
     * @return the longer problem
     */
    public Problem with(String more) {
        return new Problem(id, new Text(what.marked() + more), where, fix, blame);
    }

    /**
     * The problem in the plain notation.
     *
     * @return up to four lines
     */
    public String text() {
        return text(Notation.PLAIN);
    }

    /**
     * The problem on up to four lines: what, where, fix, and its id.
     *
     * @param notation how the front end writes parameters and goals
     * @return up to four lines
     */
    public String text(Notation notation) {
        StringBuilder text = new StringBuilder(what.in(notation));
        if (!where.isBlank()) {
            text.append("\n  where: ").append(notation.where(where));
        }
        if (!fix.isBlank()) {
            text.append("\n  fix:   ").append(fix.in(notation).replace("\n", "\n         "));
        }
        return text.append("\n  ").append(notation.reference(id)).toString();
    }
}
