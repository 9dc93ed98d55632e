/** Small stages and a store in a temporary folder, to see the engine at work. Open {@link org.cb1network.engine.runner.toys.Workbench} first. */
package org.cb1network.engine.runner.toys;
