package org.cb1network.engine.stage;

import java.util.Map;

/**
 * A parameter record that chooses one point of a sweep: of the tables that an input receives for each point, the stage takes that
 * of this point. A choice that fits no point, or several, is reported before anything is computed.
 */
public interface ChoosesPoint {

    /** Returns values of axes by name, with their units, as in {@link PointTable#axes()}. They come from the parameter {@code point}. */
    Map<String, String> point();
}
