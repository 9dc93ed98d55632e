/**
 * Builds the documentation as HTML pages: README, the pages of {@code docs/}, and references that are generated from the program. Open
 * {@link org.cb1network.tools.site.Site} first. Nothing here is part of {@code pipeline.jar}.
 */
@NullMarked
package org.cb1network.tools.site;

import org.jspecify.annotations.NullMarked;
