/**
 * Toy stages and a store in a temporary folder, to test the engine. Open {@link
 * org.cb1network.engine.runner.toys.Workbench} first.
 */
package org.cb1network.engine.runner.toys;
