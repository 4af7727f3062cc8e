/** The module whose image is built: its artifact, its dependencies and what its other plugins say about them. Knows nothing of images. */
@NullMarked
package io.github.dockerstrategy.maven.module;

import org.jspecify.annotations.NullMarked;
