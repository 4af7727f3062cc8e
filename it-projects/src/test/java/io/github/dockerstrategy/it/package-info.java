/**
 * Looks at what the sample projects have built: archives, containers, registries, logs. Knows nothing of the plugin's code; it sees
 * what a user sees.
 */
@NullMarked
package io.github.dockerstrategy.it;

import org.jspecify.annotations.NullMarked;
