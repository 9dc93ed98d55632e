package org.cb1network.engine.runner.spec.bind;

import java.util.Collection;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.ProblemReport;

/** Locates the problems reported by a record's own check. */
final class CheckReport implements ProblemReport {

    private final Problems problems = new Problems();
    private final Draft root;

    /**
     * Creates a report.
     *
     * @param root the draft of the record
     */
    CheckReport(Draft root) {
        this.root = root;
    }

    /**
     * Ends the check.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if there were problems
     */
    void throwIfAny() {
        problems.throwIfAny();
    }

    @Override
    public void problem(String message, String advice, Object... path) {
        problems.add(position(path), message, advice);
    }

    @Override
    public void unknownName(String what, String name, Collection<String> valid, Object... path) {
        problems.add(position(path), "there is no " + what + " '" + name + "'", Spelling.advice(name, valid));
    }

    /** Returns the position of the value, or of the nearest enclosing value that is written. */
    private SourcePosition position(Object... path) {
        Draft at = root;
        for (Object step : path) {
            Draft whole = at instanceof Draft.Maybe maybe ? maybe.value() : at;
            Draft part = whole == null ? null : whole.part(step instanceof Integer ? step : step.toString());
            if (part == null) {
                break;
            }
            at = part;
        }
        return at.position();
    }
}
