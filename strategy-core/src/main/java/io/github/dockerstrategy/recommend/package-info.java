/**
 * Which strategy fits a project and a machine: rules as data, and what follows from them. Asks no machine and reads no file.
 */
@NullMarked
package io.github.dockerstrategy.recommend;

import org.jspecify.annotations.NullMarked;
