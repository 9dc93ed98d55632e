package org.cb1network.cache;

import java.util.HashSet;
import java.util.Set;

/** Passes on each warning once. */
final class DistinctWarnings {

    private static final int MOST_REMEMBERED = 10_000;

    private final StoreListener listener;
    private final Set<StoreWarning> given = new HashSet<>();

    DistinctWarnings(StoreListener listener) {
        this.listener = listener;
    }

    void warn(StoreWarning.Kind kind, String message) {
        StoreWarning warning = new StoreWarning(kind, message);
        boolean last;
        synchronized (given) {
            if (given.size() > MOST_REMEMBERED || !given.add(warning)) {
                return;
            }
            last = given.size() > MOST_REMEMBERED;
        }
        listener.warning(
                last ? new StoreWarning(kind, "There is more damage than can be reported; run doctor.") : warning);
    }
}
