package org.cb1network.engine.verify;

import java.util.List;
import org.cb1network.engine.compare.Verdict;

/**
 * The outcome of one comparison.
 *
 * @param level level of the comparison
 * @param subject the stage, output, figure or stage type
 * @param verdict the verdict
 * @param compared number of compared items: cells, values, claims
 * @param message the first difference and the rule that judged it; empty if there is nothing to say
 * @param remarks additional lines for verbose output
 */
public record Check(Level level, String subject, Verdict verdict, int compared, String message, List<String> remarks) {

    public Check {
        remarks = List.copyOf(remarks);
    }

    /** Creates a comparison without remarks. */
    public Check(Level level, String subject, Verdict verdict, int compared, String message) {
        this(level, subject, verdict, compared, message, List.of());
    }
}
