/**
 * A content-addressed store: results are kept under the digest of their bytes and found again by key. It knows
 * nothing of pipelines.
 */
@NullMarked
package org.cb1network.cache;

import org.jspecify.annotations.NullMarked;
