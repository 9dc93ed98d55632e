package org.cb1network.engine.cli.repeat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.audit.Sample;
import org.cb1network.engine.runner.audit.SampleSize;
import org.cb1network.engine.runner.audit.StoredPoint;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.StagePlan;

/**
 * A random sample of the points that are cheap enough to be repeated many times. It first takes one point of every
 * stage type, as far as the size allows, because each type has its own code, and then others.
 *
 * @param points the sample
 * @param uncovered stage types without a point in the sample, with the reason
 */
public record RepeatSample(List<StoredPoint> points, SortedMap<String, String> uncovered) {

    public RepeatSample {
        points = List.copyOf(points);
    }

    /**
     * Draws a sample of the points with results in the store. Their computing times are known from their provenance.
     *
     * @param longest points that took longer are not drawn
     * @throws IOException if the store cannot be read
     */
    public static RepeatSample draw(Plan plan, Store store, SampleSize size, Duration longest, long seed)
            throws IOException {
        List<StoredPoint> cheap = new ArrayList<>();
        SortedMap<String, String> uncovered = new TreeMap<>();
        Set<CacheKey> known = new HashSet<>();
        for (StagePlan stage : plan.stages()) {
            String type = stage.stage().type().name();
            uncovered.putIfAbsent(type, "no results in the store");
            if (stage.work().isPresent()) {
                for (int i = 0; i < stage.work().get().size(); i++) {
                    StoredPoint point = new StoredPoint(stage.work().get(), i);
                    Optional<Duration> took = point.took(store);
                    if (took.isPresent()) {
                        uncovered.put(type, "its points take longer than " + longest.toMillis() / 1000.0 + " s");
                    }
                    if (took.filter(time -> time.compareTo(longest) <= 0).isPresent() && known.add(point.key())) {
                        cheap.add(point);
                    }
                }
            }
        }
        List<StoredPoint> drawn = drawn(cheap, size.of(cheap.size()), seed);
        cheap.forEach(point -> uncovered.put(point.stageType(), "not in the sample"));
        drawn.forEach(point -> uncovered.remove(point.stageType()));
        return new RepeatSample(drawn, uncovered);
    }

    private static List<StoredPoint> drawn(List<StoredPoint> points, int count, long seed) {
        List<StoredPoint> shuffled = Sample.shuffle(points, StoredPoint::key, seed);
        Set<String> types = new HashSet<>();
        List<StoredPoint> firstOfTheirType = new ArrayList<>();
        List<StoredPoint> others = new ArrayList<>();
        for (StoredPoint point : shuffled) {
            (types.add(point.stageType()) ? firstOfTheirType : others).add(point);
        }
        firstOfTheirType.addAll(others);
        Set<StoredPoint> drawn = new HashSet<>(firstOfTheirType.subList(0, count));
        return points.stream().filter(drawn::contains).toList();
    }
}
