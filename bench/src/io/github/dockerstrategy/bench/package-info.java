/**
 * Measures the plugin against jib-maven-plugin: whole Maven runs of the same project, through a proxy that counts. Knows
 * nothing of the plugin's code; started by {@code bench/run}, which also compiles it.
 */
package io.github.dockerstrategy.bench;

