/**
 * What the tests of several modules share, and what the author of a stage type needs to test it without the engine. Open {@link
 * org.cb1network.engine.testing.FakeContext} first. Only tests may use this package.
 */
@NullMarked
package org.cb1network.engine.testing;

import org.jspecify.annotations.NullMarked;
