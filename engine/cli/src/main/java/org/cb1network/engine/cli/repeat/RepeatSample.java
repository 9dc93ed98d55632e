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
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.audit.Sample;
import org.cb1network.engine.runner.audit.SampleSize;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.run.PointComputer;

/**
 * A random sample of the points that are cheap enough to be repeated many times. It first takes one point of every
 * stage type, as far as the size allows, because each type has its own code, and then others.
 *
 * @param points the sample
 * @param uncovered stage types without a point in the sample, with the reason
 */
public record RepeatSample(List<RepeatedPoint> points, SortedMap<String, String> uncovered) {

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
        List<RepeatedPoint> cheap = new ArrayList<>();
        SortedMap<String, String> uncovered = new TreeMap<>();
        Set<CacheKey> known = new HashSet<>();
        for (StagePlan stage : plan.stages()) {
            String type = stage.stage().type().name();
            uncovered.putIfAbsent(type, "no results in the store");
            if (stage.work().isPresent()) {
                for (RepeatedPoint point : points(stage.work().get(), store)) {
                    uncovered.put(type, "its points take longer than " + longest.toMillis() / 1000.0 + " s");
                    if (point.took().compareTo(longest) <= 0 && known.add(point.key())) {
                        cheap.add(point);
                    }
                }
            }
        }
        List<RepeatedPoint> drawn = drawn(cheap, size.of(cheap.size()), seed);
        cheap.forEach(point -> uncovered.put(point.stageType(), "not in the sample"));
        drawn.forEach(point -> uncovered.remove(point.stageType()));
        return new RepeatSample(drawn, uncovered);
    }

    private static List<RepeatedPoint> points(StageWork work, Store store) {
        List<RepeatedPoint> points = new ArrayList<>();
        for (int i = 0; i < work.size(); i++) {
            Optional<Duration> took = took(store.find(work.key(i)));
            if (took.isPresent()) {
                points.add(new RepeatedPoint(
                        work.stage().name(), work.stage().type().name(), i, work.label(i), work.key(i), took.get()));
            }
        }
        return points;
    }

    private static Optional<Duration> took(Optional<Entry> entry) {
        return entry.map(found -> found.documents().get(PointComputer.PROVENANCE))
                .map(Provenance::parse)
                .map(Provenance::took);
    }

    private static List<RepeatedPoint> drawn(List<RepeatedPoint> points, int count, long seed) {
        List<RepeatedPoint> shuffled = Sample.shuffle(points, RepeatedPoint::key, seed);
        Set<String> types = new HashSet<>();
        List<RepeatedPoint> firstOfTheirType = new ArrayList<>();
        List<RepeatedPoint> others = new ArrayList<>();
        for (RepeatedPoint point : shuffled) {
            (types.add(point.stageType()) ? firstOfTheirType : others).add(point);
        }
        firstOfTheirType.addAll(others);
        Set<RepeatedPoint> drawn = new HashSet<>(firstOfTheirType.subList(0, count));
        return points.stream().filter(drawn::contains).toList();
    }
}
