/**
 * From the bytes of a YAML file to a tree in which every key and value knows its line and column, and the problems that
 * are found on the way. Open {@link org.cb1network.engine.runner.spec.yaml.YamlReader} first.
 *
 * <p>Whatever the bytes, reading ends in bounded time and memory with a tree or with problems that have a place.
 */
@NullMarked
package org.cb1network.engine.runner.spec.yaml;

import org.jspecify.annotations.NullMarked;
