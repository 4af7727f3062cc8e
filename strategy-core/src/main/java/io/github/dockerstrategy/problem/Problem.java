package io.github.dockerstrategy.problem;

/**
 * One thing that keeps an image from being built.
 *
 * @param id stable kebab-case name, the anchor of its entry in the troubleshooting page
 * @param what what failed, with the value that was found
 * @param where the XML element, property, file or registry it was found in; may be empty
 * @param fix what to do about it: exact XML, flag or command; may be empty
 * @param blame whose turn it is
 */
public record Problem(String id, String what, String where, String fix, Blame blame) {

    /** Who can put a problem right; decides between Maven's "failure" and "error". */
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
        // Part of it may be the words of a registry, an engine or an archive.
        what = PlainText.of(what);
        where = PlainText.of(where);
        fix = PlainText.of(fix);
    }

    /** A problem that the project's owner can put right. */
    public static Problem of(String id, String what, String where, String fix) {
        return new Problem(id, what, where, fix, Blame.PROJECT);
    }

    /** A problem of the machine, the network or a registry. */
    public static Problem ofEnvironment(String id, String what, String where, String fix) {
        return new Problem(id, what, where, fix, Blame.ENVIRONMENT);
    }

    /** The problem on up to three lines: what, where, fix. */
    public String text() {
        StringBuilder text = new StringBuilder(what);
        if (!where.isBlank()) {
            text.append("\n  where: ").append(where);
        }
        if (!fix.isBlank()) {
            text.append("\n  fix:   ").append(fix.replace("\n", "\n         "));
        }
        return text.toString();
    }
}
