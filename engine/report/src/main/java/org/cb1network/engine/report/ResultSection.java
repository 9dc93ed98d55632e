package org.cb1network.engine.report;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.cb1network.engine.report.ReportContent.StageTable;
import org.cb1network.engine.table.Count;

/** The tables of the final stages that have no special form. */
final class ResultSection implements Section {

    /** Of longer tables, only the first rows are shown. */
    private static final int MOST_ROWS = 60;

    private static final int FIRST_ROWS = 10;
    private static final Set<String> SHOWN_ELSEWHERE =
            Set.of(ComparisonSection.SCHEMA, ClaimsSection.SCHEMA, RobustnessSection.SCHEMA, "choices");

    @Override
    public String id() {
        return "results";
    }

    @Override
    public String title() {
        return "Tables";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        boolean any = false;
        for (ReportStage stage : content.finalStages()) {
            List<StageTable> tables = content.tables(stage).stream()
                    .filter(table -> !isShownElsewhere(table))
                    .toList();
            if (!tables.isEmpty()) {
                any = true;
                html.open("h3", "id", "tables-" + Html.id(stage.name()))
                        .element("a", stage.name(), "href", "#" + stage.anchor())
                        .close("h3");
                if (!stage.spec().description().isEmpty()) {
                    html.element("p", stage.spec().description()).line();
                }
                for (StageTable table : tables) {
                    write(table, html);
                }
            }
        }
        return any;
    }

    private static boolean isShownElsewhere(StageTable table) {
        return SHOWN_ELSEWHERE.contains(table.schema().name()) || table.stage().describesModel();
    }

    private static void write(StageTable table, Html html) {
        int rows = table.table().rows();
        html.open("details", "id", table.anchor()).open("summary");
        html.element("span", table.output() + ": " + table.schema().description(), "class", "grow");
        html.text(" ").element("span", Count.of(rows, "row"), "class", "note");
        html.close("summary");
        String caption = table.stage().name() + "." + table.output();
        new TableView(html).any(table.table(), caption, rows <= MOST_ROWS ? rows : FIRST_ROWS);
        html.close("details");
    }
}
