/** Takes the configuration of another plugin that builds images, and gives this plugin's for the same image. */
@NullMarked
package io.github.dockerstrategy.maven.migrate;

import org.jspecify.annotations.NullMarked;
