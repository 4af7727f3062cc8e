/**
 * Which strategy fits a project and a machine: rules as data. Inspects no machine and reads no file.
 */
@NullMarked
package io.github.dockerstrategy.recommend;

import org.jspecify.annotations.NullMarked;
