package io.github.dockerstrategy.maven.migrate;

/** What becomes of an element of another plugin's configuration. */
public enum Fate {
    SAME("same"),
    TRANSLATED("translated"),
    NONE("no counterpart"),
    IGNORED("ignored by Jib");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
