package io.github.dockerstrategy.problem;

/** How a front end writes what its users know under other names than this library: parameters, goals, pages. */
public interface Notation {

    /** The library's own: parameters by their path, {@code docker.executable}, with a value {@code output=registry}. */
    Notation PLAIN = new Notation() {
        @Override
        public String write(Mention mention) {
            return mention.plain();
        }

        @Override
        public String where(Text where) {
            return where.in(this);
        }

        @Override
        public String reference(String id) {
            return "[" + id + "]";
        }
    };

    /**
     * The mention in words of the front end.
     *
     * @param mention what is mentioned
     * @return a few words, to be read in a sentence
     */
    String write(Mention mention);

    /**
     * The place of a problem: a parameter, a file, a registry.
     *
     * @param where the place, with mentions
     * @return the place as the front end writes it
     */
    String where(Text where);

    /**
     * The id of a problem, with what leads to the page that explains it.
     *
     * @param id id of the problem
     * @return the last line of a message
     */
    String reference(String id);
}
