package org.cb1network.stages.network.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Receptor;

/** The weights of a projection's rows in a file: those of the column, and that of the projection where it has none. */
final class Weights {
    /** In the units of all receptors. */
    static final List<String> COLUMNS = List.of("weight_nS", "weight_pA", "weight_mV");

    private final Pathway pathway;
    private final boolean mayBeNegative;
    private final String column;
    private final Optional<Double> ofProjection;
    private boolean used;

    Weights(Pathway pathway, Network network) {
        this.pathway = pathway;
        Receptor receptor = network.receptorOf(pathway);
        this.mayBeNegative = !(receptor instanceof Receptor.Conductance);
        this.column = "weight_" + receptor.unit();
        this.ofProjection = network.projection(pathway).weight(receptor);
    }

    /** What the weights of a projection in a file depend on, besides the file. */
    static List<Object> dependencies(Pathway pathway, Network network) {
        Receptor receptor = network.receptorOf(pathway);
        boolean given = network.projection(pathway).weight(receptor).isPresent();
        return List.of(pathway, receptor.unit(), given);
    }

    /** The column of weights in the unit of the projection's receptor. */
    String column() {
        return column;
    }

    /**
     * The weight of the current row in the unit of the receptor.
     *
     * @throws InputFileException if there is none
     */
    double next(InputRows rows) throws InputFileException {
        OptionalDouble own = rows.optionalNumber(column);
        if (own.isPresent()) {
            return mayBeNegative ? own.getAsDouble() : rows.notNegative(column);
        }
        used = true;
        if (!rows.has(column) && COLUMNS.stream().anyMatch(rows::has)) {
            throw rows.problem("the receptor of " + pathway + " takes its weights from the column " + column);
        }
        if (ofProjection.isEmpty()) {
            throw rows.problem("there is no weight; fill in the column " + column + ", or give the projection "
                    + pathway + " a weight");
        }
        return ofProjection.get();
    }

    /**
     * After the last row.
     *
     * @throws InputFileException if the weight of the projection has no effect
     */
    void requireUsed(Path file) throws InputFileException {
        if (ofProjection.isPresent() && !used) {
            throw new InputFileException(
                    file,
                    "",
                    "every row has a " + column + ", so the weight of the projection " + pathway
                            + " has no effect; remove one of them");
        }
    }
}
