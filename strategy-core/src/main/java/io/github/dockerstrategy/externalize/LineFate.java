package io.github.dockerstrategy.externalize;

/**
 * What becomes of an instruction.
 *
 * @param first number of its first line
 * @param last number of its last line
 * @param text its beginning
 * @param fate what becomes of it
 * @param note why, or as what
 */
public record LineFate(int first, int last, String text, Fate fate, String note) {

    /** What can become of an instruction. */
    public enum Fate {
        /** It is in the new Dockerfile as it was. */
        KEPT("kept"),
        /** It is in the new Dockerfile, changed. */
        CHANGED("changed"),
        /** The script does it on the host. */
        SCRIPT("in the script"),
        /** It belongs to a build stage and has no counterpart. */
        REMOVED("removed"),
        /** Nothing that is built needs it. */
        UNUSED("unused");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** How it is called. */
        public String words() {
            return words;
        }
    }
}
