/** The command line. Open {@link org.cb1network.engine.cli.Main} first; {@code java -jar pipeline.jar} starts it. */
@NullMarked
package org.cb1network.engine.cli;

import org.jspecify.annotations.NullMarked;
