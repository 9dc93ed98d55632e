package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.output.JsonLine;
import org.cb1network.engine.cli.progress.Workload;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.provenance.Explainer;
import org.cb1network.engine.runner.provenance.KeyChange;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.StageLoad;
import org.cb1network.engine.table.Count;

/** Prints what a run would do, and why. */
public final class PlanPrinter {

    private final Workspace workspace;
    private final PrintWriter out;

    public PlanPrinter(Workspace workspace, PrintWriter out) {
        this.workspace = workspace;
        this.out = out;
    }

    /**
     * Prints a plan with the first reason for every stage that runs, and the amount of work.
     *
     * @param jobs number of points that a run would compute at a time
     * @return the exit code
     */
    public int print(Plan plan, int jobs, boolean json) throws IOException {
        Explainer explainer = workspace.explainer();
        Set<String> compared = new LinkedHashSet<>();
        if (json) {
            Map<String, Double> seconds =
                    workspace.loads(plan).stream().collect(Collectors.toMap(StageLoad::stage, StageLoad::seconds));
            for (StagePlan stage : plan.stages()) {
                printJson(stage, seconds.getOrDefault(stage.name(), 0.0), explainer.explain(stage));
            }
        } else {
            int width = plan.stages().stream()
                    .mapToInt(stage -> stage.name().length())
                    .max()
                    .orElse(0);
            for (StagePlan stage : plan.stages()) {
                Explainer.Explanation why = explainer.explain(stage);
                printLine(stage, why.differences(), width);
                why.comparedWith().ifPresent(run -> compared.add(describe(run)));
            }
            printCompared(compared);
            out.println(
                    plan.isComplete()
                            ? "nothing to do"
                            : Workload.describe(
                                    workspace.loads(plan), plan.stages().size(), jobs));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Prints all reasons why each of some stages runs, and which runs they were compared with. */
    public void printReasons(List<StagePlan> stages) throws IOException {
        Explainer explainer = workspace.explainer();
        Set<String> compared = new LinkedHashSet<>();
        for (StagePlan stage : stages) {
            out.println(stage.name() + ": " + describe(stage));
            Explainer.Explanation why = explainer.explain(stage);
            why.differences().forEach(difference -> out.println("  " + describe(difference, stage)));
            why.comparedWith().ifPresent(run -> compared.add(describe(run)));
        }
        printCompared(compared);
        out.flush();
    }

    private void printCompared(Set<String> runs) {
        if (!runs.isEmpty()) {
            out.println("Compared with " + String.join(", and ", runs) + ".");
        }
    }

    /** Returns a text such as {@code will run, 3 of 24 points}. */
    public static String describe(StagePlan stage) {
        String points = Count.of(stage.points(), "point");
        return switch (stage.state()) {
            case CACHED -> "cached, " + points;
            case WAITING -> "waits for " + stage.waitingList() + ", " + points + " at most";
            case RUN ->
                stage.missing() == 0
                        ? "will collect " + points
                        : "will run, " + Count.part(stage.missing(), stage.points(), "point");
        };
    }

    private static String describe(KeyChange change, StagePlan stage) {
        return change.points() == stage.points() ? change.text() : change.inWords();
    }

    private void printLine(StagePlan stage, List<KeyChange> reasons, int width) {
        String line = String.format(
                Locale.ROOT, "%-" + (width + 2) + "s%s%s", stage.name(), describe(stage), fromRemotes(stage));
        if (stage.state() == StagePlan.State.RUN && !reasons.isEmpty()) {
            line += ": " + describe(reasons.get(0), stage);
            line += reasons.size() > 1
                    ? " (and " + (reasons.size() - 1) + " more; see 'why " + stage.name() + "')"
                    : "";
        }
        out.println(line);
    }

    /** Returns a text such as {@code , 20 from remote lab}; empty if no results come from remotes. */
    private String fromRemotes(StagePlan stage) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        stage.work().ifPresent(work -> {
            for (int point = 0; point < work.size(); point++) {
                workspace.store().placeOf(work.key(point)).ifPresent(remote -> counts.merge(remote, 1, Integer::sum));
            }
        });
        return counts.entrySet().stream()
                .map(remote -> ", " + remote.getValue() + " from remote " + remote.getKey())
                .collect(Collectors.joining());
    }

    /** Returns a text such as {@code the run of 2022-05-24T12:00:00Z, profile quick, -p seed=2}. */
    public static String describe(RunHistory.Run run) {
        return "the run of " + run.started().truncatedTo(ChronoUnit.SECONDS)
                + run.settings().variant();
    }

    private void printJson(StagePlan stage, double seconds, Explainer.Explanation why) throws IOException {
        JsonLine.print(out, json -> {
            json.text("stage", stage.name());
            json.text("state", stage.state().name().toLowerCase(Locale.ROOT));
            json.number("points", stage.points());
            json.number("missing", stage.missing());
            json.number("seconds", seconds);
            json.text("remotes", fromRemotes(stage).replaceFirst("^, ", ""));
            json.texts("waitingFor", stage.waitingFor().stream().sorted().toList());
            json.texts(
                    "reasons", why.differences().stream().map(KeyChange::text).toList());
            json.text(
                    "comparedWith",
                    why.comparedWith().map(PlanPrinter::describe).orElse(""));
        });
    }
}
