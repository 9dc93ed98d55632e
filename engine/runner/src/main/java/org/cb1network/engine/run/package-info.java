/** Carries out a plan: looks results up, computes what is missing, stores and publishes it. */
@NullMarked
package org.cb1network.engine.run;

import org.jspecify.annotations.NullMarked;
