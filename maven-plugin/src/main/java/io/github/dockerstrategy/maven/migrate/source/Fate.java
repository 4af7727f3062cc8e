package io.github.dockerstrategy.maven.migrate.source;

/** What becomes of an element of another plugin's configuration. */
public enum Fate {
    SAME("same"),
    TRANSLATED("translated"),
    NONE("no counterpart"),
    KEPT("stays with that plugin"),
    IGNORED("without effect"),
    UNKNOWN("not accounted for");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
