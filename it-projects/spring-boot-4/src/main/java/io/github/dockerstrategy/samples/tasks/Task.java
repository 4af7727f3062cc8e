package io.github.dockerstrategy.samples.tasks;

/**
 * Something to be done.
 *
 * @param id its number
 * @param title what it is
 */
record Task(int id, String title) {}
