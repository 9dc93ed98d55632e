package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cb1network.engine.report.ReportContent.StageTable;

/**
 * One of the numbers at the top of the page: how many verdicts of one kind are good.
 *
 * @param what what the verdicts are about, such as {@code choices as published}
 * @param good number of good verdicts
 * @param of number of verdicts
 */
public record Glance(String what, int good, int of) {

    /**
     * Returns the numbers that the pipeline has, for published values, claims and choices. They are found by the form
     * of tables, like everything in the report.
     */
    public static List<Glance> of(ReportContent content) throws IOException {
        List<Glance> glances = new ArrayList<>();
        for (StageTable table : content.tablesOfKind(ComparisonSection.SCHEMA, ComparisonSection.COLUMNS)) {
            int[] within = ComparisonSection.within(table.table());
            glances.add(new Glance("published values within the model's interval", within[0], within[1]));
        }
        for (StageTable table : ClaimsSection.tables(content)) {
            for (String group : ClaimsSection.groups(table.table())) {
                int[] supported = ClaimsSection.supported(table.table(), group);
                String which = group.isEmpty() ? "" : ", " + group + " " + ClaimsSection.grouping(table.table());
                glances.add(new Glance("claims supported" + which, supported[0], supported[1]));
            }
        }
        // A choice that the pipeline did not make cannot differ.
        List<Boolean> agreements = ChoiceSection.choices(content).stream()
                .flatMap(choice -> choice.agrees().stream())
                .toList();
        if (!agreements.isEmpty()) {
            glances.add(new Glance("choices as published", Collections.frequency(agreements, true), agreements.size()));
        }
        return glances;
    }
}
