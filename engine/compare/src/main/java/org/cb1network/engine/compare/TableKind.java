package org.cb1network.engine.compare;

import java.util.List;
import org.cb1network.engine.table.TableSchema;

/**
 * The kinds of tables that concern the paper, which a verification treats specially. They are recognized
 * by their columns, so no stage is named.
 */
public enum TableKind {
    /** Published values beside the pipeline's own. */
    COMPARISON("comparison", "published", "computed", "verdict"),
    /** Tests of claims. */
    CLAIMS("claims", "claim", "difference", "verdict");

    private final String output;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> columns;

    TableKind(String output, String... columns) {
        this.output = output;
        this.columns = List.of(columns);
    }

    /** Returns the name that outputs of this kind have, so that not every table has to be read to find them. */
    public String output() {
        return output;
    }

    /** Returns whether a table with this schema is of this kind. */
    public boolean describes(TableSchema schema) {
        return columns.stream().allMatch(schema::has);
    }
}
