package org.cb1network.engine.runner.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.engine.table.Count;

/**
 * A warning about results of a stage. Each point's warnings are a document of its entry; the summary of a complete stage
 * has those of all points, so that not every point has to be read again.
 *
 * @param message what is questionable
 * @param points number of points that it applies to
 * @param first the first of these points, with what distinguishes it
 */
public record StageWarning(String message, int points, String first) {

    private static final String DOCUMENT = "warnings";
    private static final String SEPARATOR = "\t";

    /** Returns the warning as a sentence, for a stage with so many points. */
    public String text(int all) {
        String share = all == 1 ? "" : Count.part(points, all, "point") + (first.isEmpty() ? "" : ", the first: ");
        return share.isEmpty() && first.isEmpty() ? message : message + " (" + share + first + ")";
    }

    /** Adds the warnings of a point, by message, to its entry. */
    public static void addTo(EntryDraft.Builder draft, Map<String, String> ofPoint) {
        List<StageWarning> warnings = new ArrayList<>();
        ofPoint.forEach((message, where) -> warnings.add(new StageWarning(line(message), 1, line(where))));
        addTo(draft, warnings);
    }

    /** Adds warnings to an entry; none leave it as it is. */
    static void addTo(EntryDraft.Builder draft, List<StageWarning> warnings) {
        if (!warnings.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            for (StageWarning warning : warnings) {
                lines.append(warning.points).append(SEPARATOR).append(warning.message);
                lines.append(SEPARATOR).append(warning.first).append('\n');
            }
            draft.document(DOCUMENT, lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Returns the warnings of an entry. */
    static List<StageWarning> of(Entry entry) {
        List<StageWarning> warnings = new ArrayList<>();
        byte[] document = entry.documents().getOrDefault(DOCUMENT, new byte[0]);
        new String(document, StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] fields = line.split(SEPARATOR, 3);
            warnings.add(new StageWarning(fields[1], Integer.parseInt(fields[0]), fields[2]));
        });
        return List.copyOf(warnings);
    }

    /**
     * Adds the warnings of a point to those of the points before it.
     *
     * @param label the axes of the point as text
     * @param byMessage the warnings so far, by message
     */
    static void merge(Entry point, String label, Map<String, StageWarning> byMessage) {
        for (StageWarning warning : of(point)) {
            String first =
                    label.isEmpty() || warning.first.isEmpty() ? label + warning.first : label + "; " + warning.first;
            byMessage.merge(
                    warning.message,
                    new StageWarning(warning.message, 1, first),
                    (known, more) -> new StageWarning(known.message, known.points + 1, known.first));
        }
    }
}
