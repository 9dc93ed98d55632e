package org.cb1network.engine.verify;

import java.util.List;
import org.cb1network.engine.compare.Verdict;

/**
 * One comparison.
 *
 * @param level what was compared
 * @param subject of which stage, output, figure or stage type
 * @param verdict what came out
 * @param compared how many single things were compared: cells, values, claims
 * @param message what differs first and by which rule that was judged; empty if nothing is to be said
 * @param remarks more lines for those who want to know more
 */
public record Check(Level level, String subject, Verdict verdict, int compared, String message, List<String> remarks) {

    public Check {
        remarks = List.copyOf(remarks);
    }

    /** A comparison without remarks. */
    public Check(Level level, String subject, Verdict verdict, int compared, String message) {
        this(level, subject, verdict, compared, message, List.of());
    }
}
