package org.cb1network.engine.runner.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.stage.TableOutput;

/** Records during a run which results were taken from the store instead of being computed. */
public final class CacheHits implements RunListener {

    private final RunListener next;
    private final Set<List<String>> computed = new HashSet<>();

    /**
     * Creates a listener.
     *
     * @param next also receives every event
     */
    public CacheHits(RunListener next) {
        this.next = next;
    }

    /**
     * A collected table that came from the store.
     *
     * @param work its stage
     * @param output the stage's output
     */
    public record TableHit(StageWork work, TableOutput output) {
        CacheKey key() {
            return work.collectionPreimage(output).key();
        }
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.PointComputed point) {
            computed.add(List.of(point.stage(), point.point()));
        }
        next.on(event);
    }

    /** Returns the points that the run took from the store. A point shared by several stages is listed once. */
    public List<StoredPoint> points(RunReport report) {
        List<StoredPoint> hits = new ArrayList<>();
        Set<CacheKey> known = new HashSet<>();
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.results().isPresent()) {
                StageWork work = stage.work().orElseThrow();
                for (int i = 0; i < work.size(); i++) {
                    boolean here = stage.computed() > 0 && computed.contains(List.of(stage.stage(), work.label(i)));
                    // A point computed by one stage in this run is no hit for another stage that shares it.
                    if (known.add(work.key(i)) && !here) {
                        hits.add(new StoredPoint(work, i));
                    }
                }
            }
        }
        return hits;
    }

    /** Returns the collected tables of stages of which the run computed no point. */
    public List<TableHit> tables(RunReport report) {
        List<TableHit> hits = new ArrayList<>();
        Set<CacheKey> known = new HashSet<>();
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.results().isPresent() && stage.computed() == 0) {
                StageWork work = stage.work().orElseThrow();
                for (TableOutput output : work.collectedOutputs()) {
                    TableHit hit = new TableHit(work, output);
                    if (known.add(hit.key())) {
                        hits.add(hit);
                    }
                }
            }
        }
        return hits;
    }
}
