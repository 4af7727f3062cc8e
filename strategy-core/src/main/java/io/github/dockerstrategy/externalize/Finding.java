package io.github.dockerstrategy.externalize;

/**
 * A reason not to externalize, or something that users of the result have to know.
 *
 * @param line number of the line in the Dockerfile
 * @param refused whether the Dockerfile is refused because of it
 * @param reason what is wrong, or different afterwards
 * @param fix what to do about it; may be empty
 */
public record Finding(int line, boolean refused, String reason, String fix) {

    static Finding refusal(int line, String reason, String fix) {
        return new Finding(line, true, reason, fix);
    }

    static Finding warning(int line, String reason, String fix) {
        return new Finding(line, false, reason, fix);
    }
}
