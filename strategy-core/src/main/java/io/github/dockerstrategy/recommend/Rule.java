package io.github.dockerstrategy.recommend;

/** A rule as the documentation lists it. */
public sealed interface Rule permits Blocker, Note, SelectionRule {

    /** By which messages and the documentation name it. */
    String id();

    /** What it says, in a sentence. */
    String text();
}
