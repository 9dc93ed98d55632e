package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.report.Glance;
import org.cb1network.engine.report.ReportContent;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.verify.lock.LockReader;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.jspecify.annotations.Nullable;

/** The end of a run in about ten lines of at most 80 columns: what its results show, what is new, and where they are. */
public final class Conclusion {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final RunReport report;
    private final PrintWriter out;

    public Conclusion(RunReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    /** Prints how many published values, claims and choices are as expected; the report says which are not. */
    public void verdicts(ReportContent content) throws IOException {
        for (Glance glance : Glance.of(content)) {
            String where = glance.good() < glance.of() ? ", see the report" : "";
            count(glance.good(), glance.of(), glance.what() + where);
        }
    }

    /**
     * Prints how many tables and figures match the lock; nothing if it does not have this profile. A run does not need the
     * lock, so a damaged one is only named.
     */
    public void agreement(Path lock, String profile) {
        if (!Files.exists(lock)) {
            return;
        }
        @Nullable LockedProfile locked;
        try {
            locked = LockReader.read(lock).profiles().get(profile);
        } catch (PipelineException damaged) {
            out.println("not compared with " + lock.getFileName() + ", which cannot be read: "
                    + String.valueOf(damaged.getMessage()).lines().findFirst().orElse(""));
            return;
        }
        if (locked != null) {
            Comparison with = compare((stage, output) -> locked.digest(stage, output));
            count(
                    with.same(),
                    with.all(),
                    "tables and figures as in " + lock.getFileName()
                            + (with.same() < with.all() ? ", see 'verify'" : ""));
        }
    }

    /** Prints how many of the tables and figures that an earlier run had, too, differ; nothing if it had none of them. */
    public void changes(RunHistory.Run before) {
        Comparison with = compare((stage, output) ->
                before.stage(stage).map(line -> line.outputs().get(output)).map(RunHistory.OutputLine::digest));
        if (with.known() > 0) {
            String since = "tables and figures changed since the run of ";
            count(with.known() - with.same(), with.known(), since + MINUTES.format(before.started()));
        }
    }

    /** Digests to compare with. */
    @FunctionalInterface
    private interface Digests {
        Optional<String> of(String stage, String output);
    }

    /**
     * Numbers of tables and figures of this run.
     *
     * @param same those with the same digest
     * @param known those with a digest to compare with
     * @param all all of them
     */
    private record Comparison(int same, int known, int all) {}

    private Comparison compare(Digests others) {
        int same = 0;
        int known = 0;
        int all = 0;
        for (Map.Entry<String, StageResults> stage : report.results().entrySet()) {
            for (Map.Entry<String, StoredOutput> output :
                    stage.getValue().singles().entrySet()) {
                Optional<String> other = others.of(stage.getKey(), output.getKey());
                same += other.equals(Optional.of(output.getValue().digest().hex())) ? 1 : 0;
                known += other.isPresent() ? 1 : 0;
                all++;
            }
        }
        return new Comparison(same, known, all);
    }

    private void count(int number, int of, String what) {
        out.println(String.format(Locale.ROOT, "%5d of %-5d %s", number, of, what));
    }
}
