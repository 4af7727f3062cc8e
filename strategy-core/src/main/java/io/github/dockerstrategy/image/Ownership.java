package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numeric owner of a file. Names are not allowed: a name means nothing on a base without {@code /etc/passwd}. */
public record Ownership(int uid, int gid) {

    /** {@code 0:0}: what files get unless told otherwise. */
    public static final Ownership ROOT = new Ownership(0, 0);

    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,9})(?::(\\d{1,9}))?");

    public Ownership {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("not an owner: " + uid + ":" + gid);
        }
    }

    /** Parses {@code uid} or {@code uid:gid}; the group of a lone uid is the same number. */
    public static Ownership parse(String text, String where) {
        Matcher matcher = NUMERIC.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.of(
                    "bad-ownership",
                    "'" + text + "' is not a numeric owner.",
                    where,
                    "write uid or uid:gid in numbers, for example 1000:1000"));
        }
        int uid = Integer.parseInt(matcher.group(1));
        return new Ownership(uid, matcher.group(2) == null ? uid : Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
