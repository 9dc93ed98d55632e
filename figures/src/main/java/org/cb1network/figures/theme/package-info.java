/**
 * How figures look: one file, {@code theme.properties}, read into a {@link org.cb1network.figures.theme.Theme}; and the colours of
 * matrices.
 */
@NullMarked
package org.cb1network.figures.theme;

import org.jspecify.annotations.NullMarked;
