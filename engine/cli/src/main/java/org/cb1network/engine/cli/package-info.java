/** The command line. {@link org.cb1network.engine.cli.Main} is what {@code java -jar pipeline.jar} starts. */
@NullMarked
package org.cb1network.engine.cli;

import org.jspecify.annotations.NullMarked;
