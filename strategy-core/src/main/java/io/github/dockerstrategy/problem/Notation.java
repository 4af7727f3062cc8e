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

    /** The mention in words of the front end. */
    String write(Mention mention);

    /** The place of a problem: a parameter, a file, a registry. */
    String where(Text where);

    /** The id of a problem, with what leads to the page that explains it. */
    String reference(String id);
}
