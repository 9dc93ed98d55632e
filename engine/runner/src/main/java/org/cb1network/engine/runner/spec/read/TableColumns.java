package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.jspecify.annotations.Nullable;

/** The columns that the tables of a pipeline will have, as far as that is known before anything is computed. */
final class TableColumns {

    /**
     * Maximum number of stages through which columns are followed. Summaries are never chained this long, but a hostile file
     * could chain thousands.
     */
    private static final int LONGEST_CHAIN = 50;

    private static final Known UNKNOWN = new Known(Map.of(), Map.of(), Extent.PART);

    private final Map<String, StageSpec> stages;
    private final Map<String, Known> tables = new HashMap<>();
    private int followed;

    /** How many of a table's columns are known. */
    enum Extent {
        /** Not all: a stage before it could not be read, or a parameter that names columns is wrong or not known yet. */
        PART,
        /** All that its type declares, but the stage may add leading columns. */
        DECLARED,
        /** All. */
        ALL
    }

    /**
     * What is known of a table.
     *
     * @param leading the columns before those of its schema, by name; empty where only the name is known
     * @param columns these columns and those of its schema, in order
     */
    record Known(Map<String, Optional<Column>> leading, Map<String, Optional<Column>> columns, Extent extent) {

        Optional<Column> column(String name) {
            return columns.getOrDefault(name, Optional.empty());
        }

        /** Returns whether its type promises all columns, and this is none of them. */
        boolean lacks(String name) {
            return extent != Extent.PART && !columns.containsKey(name);
        }
    }

    /** @param stages those that were read without problems */
    TableColumns(Map<String, StageSpec> stages) {
        this.stages = stages;
    }

    /** Returns what is known of the table at an input. */
    Known at(InputSpec input) {
        StageSpec stage = stages.get(input.source().stage());
        return stage != null && stage.output(input.source().output()).orElse(null) instanceof TableOutput table
                ? of(stage, table, table.collected() && !input.eachPoint())
                : UNKNOWN;
    }

    /**
     * Returns what is known of an output's table.
     *
     * @param stage null if it could not be read
     * @param withOwnAxes whether it is the table of all points of the stage's sweep
     */
    Known of(@Nullable StageSpec stage, TableOutput table, boolean withOwnAxes) {
        if (stage == null) {
            return known(Map.of(), table, Extent.PART);
        }
        String key = stage.name() + "." + table.name() + "." + withOwnAxes;
        Known known = tables.get(key);
        if (known == null && followed < LONGEST_CHAIN) {
            // A table in a circle follows from itself.
            tables.put(key, UNKNOWN);
            followed++;
            known = follow(stage, table, withOwnAxes);
            followed--;
            tables.put(key, known);
        }
        return known == null ? UNKNOWN : known;
    }

    private Known follow(StageSpec stage, TableOutput table, boolean withOwnAxes) {
        Map<String, Optional<Column>> leading = new LinkedHashMap<>();
        if (withOwnAxes) {
            for (Axis axis : stage.sweep().axes()) {
                leading.put(axis.name(), Optional.of(axis.column()));
            }
        }
        if (table.axesOf().isEmpty()) {
            return known(leading, table, table.exact() ? Extent.ALL : Extent.DECLARED);
        }
        List<Known> sources = sources(stage, table.axesOf().get());
        Optional<List<String>> names = table.ledBy().flatMap(stage.resolver()::texts);
        if (names.isPresent()) {
            names.get().forEach(name -> leading.put(name, common(name, sources)));
            // A slip in a name is a problem of this stage and not of those that read its table.
            boolean slip = sources.stream()
                    .anyMatch(source -> source.extent() == Extent.ALL
                            && !source.columns().keySet().containsAll(names.get()));
            return known(leading, table, slip ? Extent.PART : Extent.ALL);
        }
        Map<String, Optional<Column>> handedOn = new LinkedHashMap<>();
        Optional<String> firstNeeded =
                table.exact() ? firstNeeded(stage, table.axesOf().get()) : Optional.empty();
        boolean all = firstNeeded.isPresent();
        boolean part = table.ledBy().isPresent();
        for (Known source : sources) {
            if (firstNeeded.isPresent() && source.extent() == Extent.ALL) {
                handedOn.putAll(before(firstNeeded.get(), source.columns()));
            } else {
                handedOn.putAll(source.leading());
                all = false;
                // An exact summary hands on what the stage before it may have added.
                part |= table.exact() || source.extent() == Extent.PART;
            }
        }
        Extent extent = part ? Extent.PART : all ? Extent.ALL : Extent.DECLARED;
        // The stage summarizes the replicates.
        handedOn.remove(SweepReader.REPLICATE);
        leading.putAll(handedOn);
        return known(leading, table, extent);
    }

    private static Known known(Map<String, Optional<Column>> leading, TableOutput table, Extent extent) {
        Map<String, Optional<Column>> columns = new LinkedHashMap<>(leading);
        for (Column column : table.schema().columns()) {
            columns.put(column.name(), Optional.of(column));
        }
        return new Known(leading, columns, extent);
    }

    private List<Known> sources(StageSpec stage, String port) {
        List<Known> sources = new ArrayList<>();
        for (InputSpec input : stage.inputs()) {
            if (port.equals(TableOutput.ANY_INPUT) || port.equals(input.port())) {
                sources.add(at(input));
            }
        }
        return sources;
    }

    /** Returns the column that several tables have; empty if it is not known, or not the same in all. */
    private static Optional<Column> common(String name, List<Known> sources) {
        Optional<Column> common =
                sources.isEmpty() ? Optional.empty() : sources.get(0).column(name);
        for (Known source : sources) {
            Optional<Column> column = source.column(name);
            boolean same = column.isPresent()
                    && common.isPresent()
                    && column.get().type() == common.get().type()
                    && column.get().unit().equals(common.get().unit());
            common = same ? common : Optional.empty();
        }
        return common;
    }

    /** Returns the first column that an input needs; empty if it needs none, or stands for any input. */
    private static Optional<String> firstNeeded(StageSpec stage, String input) {
        return stage.type().inputs().stream()
                .filter(port -> port.name().equals(input) && !port.columns().isEmpty())
                .map(port -> port.columns().get(0).name())
                .findFirst();
    }

    private static Map<String, Optional<Column>> before(String first, Map<String, Optional<Column>> columns) {
        Map<String, Optional<Column>> before = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<Column>> column : columns.entrySet()) {
            if (column.getKey().equals(first)) {
                break;
            }
            before.put(column.getKey(), column.getValue());
        }
        return before;
    }
}
