/**
 * What a person and other tools are told about a build. Does not take part in it.
 */
@NullMarked
package io.github.dockerstrategy.report;

import org.jspecify.annotations.NullMarked;
