/** From a pipeline to the stage runs it needs: their order, their keys, and why each will run or not. */
@NullMarked
package org.cb1network.engine.plan;

import org.jspecify.annotations.NullMarked;
