package io.github.dockerstrategy.samples.tasks;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the application may be told.
 *
 * @param limit how many tasks it keeps in mind at most
 */
@ConfigurationProperties("tasks")
record TasksProperties(int limit) {}
