/** What the tests of stages share. */
package org.cb1network.stages.science.testing;
