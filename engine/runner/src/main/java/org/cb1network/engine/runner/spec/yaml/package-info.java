/**
 * Reading of YAML files into a tree in which every key and value has its line and column, with problems collected on
 * the way. Open {@link org.cb1network.engine.runner.spec.yaml.YamlReader} first.
 *
 * <p>For any input, reading ends in bounded time and memory, with a tree or with problems that have a position.
 */
@NullMarked
package org.cb1network.engine.runner.spec.yaml;

import org.jspecify.annotations.NullMarked;
