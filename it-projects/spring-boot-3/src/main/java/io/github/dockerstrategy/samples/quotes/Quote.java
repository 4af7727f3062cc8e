package io.github.dockerstrategy.samples.quotes;

/**
 * Something that somebody said.
 *
 * @param author who said it
 * @param text what was said
 */
record Quote(String author, String text) {}
