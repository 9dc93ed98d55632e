package org.cb1network.stages.science.published;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;

/**
 * A published value.
 *
 * @param group content of the grouping column, such as the panel of a figure
 * @param quantity the quantity, in words
 * @param population its population; may be empty
 * @param condition its condition; may be empty
 * @param x abscissa; NaN if it is not a point of a curve
 * @param value the value
 * @param readingUncertainty half-width of the reading error, in the unit of the value
 * @param unit its unit
 * @param remark a remark for the reader; may be empty
 * @param place file and line or row, for messages
 */
record ReferenceValue(
        String group,
        String quantity,
        String population,
        String condition,
        double x,
        double value,
        double readingUncertainty,
        String unit,
        String remark,
        String place) {

    private static final String QUANTITY = "quantity";
    private static final String POPULATION = "population";
    private static final String CONDITION = "condition";
    private static final String X = "x";
    private static final String VALUE = "value";
    private static final String UNCERTAINTY = "reading_uncertainty";
    private static final String UNIT = "unit";
    private static final String REMARK = "remark";
    private static final List<String> REQUIRED = List.of(QUANTITY, POPULATION, CONDITION, VALUE, UNIT);
    private static final List<String> OPTIONAL = List.of(X, UNCERTAINTY, REMARK);

    /**
     * Reads a table (CSV, gzipped CSV or Arrow) with the columns population, condition, quantity, value and unit, and
     * optionally x, remark and reading_uncertainty. Without the last, the uncertainty is half of the last digit given.
     *
     * @param groupColumn the column that groups the values
     * @param units by group, the unit of the values to compare with; empty if it is not known yet
     * @throws IOException if the file has another form; the message names the line
     */
    static List<ReferenceValue> read(Path file, String groupColumn, Map<String, Optional<String>> units)
            throws IOException {
        List<ReferenceValue> values = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        Set<String> required = new LinkedHashSet<>(REQUIRED);
        required.add(groupColumn);
        try (InputRows rows = InputRows.open(file, List.copyOf(required), OPTIONAL)) {
            while (rows.next()) {
                ReferenceValue value = read(rows, groupColumn);
                Optional<String> unit = units.get(value.group());
                if (unit == null) {
                    throw rows.problem("there are values of " + groupColumn + " '" + value.group()
                            + "', but 'counterparts' has no entry to compare them with");
                }
                if (unit.isPresent() && !unit.get().equals(value.unit())) {
                    throw rows.problem("the value is in '" + value.unit() + "', but is compared with values in '"
                            + unit.get() + "'; convert it");
                }
                if (!seen.add(value.identity())) {
                    throw rows.problem("there is a value for the same " + groupColumn
                            + ", quantity, population, condition and x above; remove one");
                }
                values.add(value);
            }
            if (values.isEmpty()) {
                throw rows.problem("there are no values; add some, or remove the reference");
            }
        }
        return values;
    }

    private static ReferenceValue read(InputRows rows, String groupColumn) throws InputFileException {
        String unit = rows.text(UNIT);
        if (unit.isEmpty()) {
            throw rows.problem("the value has no unit; add one, or 1 if it is dimensionless");
        }
        double uncertainty =
                rows.optionalNumber(UNCERTAINTY).isPresent() ? rows.notNegative(UNCERTAINTY) : halfOfLastDigit(rows);
        return new ReferenceValue(
                rows.text(groupColumn),
                rows.text(QUANTITY),
                rows.text(POPULATION),
                rows.text(CONDITION),
                rows.optionalNumber(X).orElse(Double.NaN),
                rows.number(VALUE),
                uncertainty,
                unit,
                rows.optionalText(REMARK),
                rows.place());
    }

    private static double halfOfLastDigit(InputRows rows) throws InputFileException {
        return Double.parseDouble("0.5e" + -new BigDecimal(rows.digits(VALUE)).scale());
    }

    /** Returns what identifies the value. It must be unique in a file. */
    private List<Object> identity() {
        return List.of(group, quantity, population, condition, x);
    }
}
