package io.github.dockerstrategy.maven.migrate.source;

/**
 * What became of one element of the other plugin's configuration that has a text.
 *
 * @param path names of the elements down to it, with dots
 * @param fate what became of it
 * @param here what it is here, or why it is not
 */
public record Row(String path, Fate fate, String here) {}
