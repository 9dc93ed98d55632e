package org.cb1network.engine.runner.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.runner.plan.PointTask;

/** How far the points are that this process computes at the moment, in words. Thread-safe. */
public final class PointsAtWork {

    private static final int PERCENT = 100;

    private final Map<CacheKey, Progress> points = new ConcurrentHashMap<>();

    /** What a point of a stage is doing, and the share of it that is done. */
    private record Progress(String stage, String doing, double share) {

        private String words() {
            return doing + " " + (int) (share * PERCENT) + " %";
        }
    }

    void tell(PointTask point, String doing, double share) {
        points.put(point.key(), new Progress(point.stage(), doing, share));
    }

    void ended(PointTask point) {
        points.remove(point.key());
    }

    /** Returns how far a point of this stage is, such as {@code simulating 40 %}; empty if none has said so. */
    public Optional<String> of(String stage) {
        return points.values().stream()
                .filter(progress -> progress.stage().equals(stage))
                .map(Progress::words)
                .findFirst();
    }
}
