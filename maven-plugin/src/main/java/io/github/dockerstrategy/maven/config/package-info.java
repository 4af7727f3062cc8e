/**
 * The parameters as Maven fills them in: mutable beans with the element's name for every field, all optional. Their values are
 * checked where they are turned into the model.
 */
package io.github.dockerstrategy.maven.config;
