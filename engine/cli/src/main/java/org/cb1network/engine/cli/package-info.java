/**
 * The command line. {@code java -jar pipeline.jar} starts {@link org.cb1network.engine.cli.Main}, which lists the
 * commands. Every command is a class named {@code ...Command}; open {@code RunCommand} first.
 *
 * <p>What several commands share is in the packages below: {@code workspace} has the options that choose the pipeline
 * and its store, and opens them; {@code run} computes and remembers runs; {@code jobs} lets workers compute them; {@code
 * results} writes the folder of results; {@code output} and {@code progress} print.
 */
@NullMarked
package org.cb1network.engine.cli;

import org.jspecify.annotations.NullMarked;
