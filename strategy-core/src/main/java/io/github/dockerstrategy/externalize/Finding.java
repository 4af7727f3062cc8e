package io.github.dockerstrategy.externalize;

/**
 * Something that cannot be turned over, or that whoever runs the result has to know.
 *
 * @param line number of the line in the Dockerfile
 * @param refused whether nothing is turned over because of it
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
