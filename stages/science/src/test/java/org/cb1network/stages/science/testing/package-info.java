/** Shared helpers for tests of stages. */
package org.cb1network.stages.science.testing;
