package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;

/**
 * Connections from a file: CSV, gzipped CSV or Arrow with the columns {@code pre} and {@code post} (indices of neurons from 0) and possibly
 * {@code weight_nS} (on a receptor of currents {@code weight_pA}, on one of steps {@code weight_mV}) and {@code delay_ms}. A row is one synapse; repeated rows are several. A file with the connections of several projections also has the
 * columns {@code pre_population} and {@code post_population} (names).
 */
public final class ConnectionFile {
    private static final String PRE_POPULATION = "pre_population";
    private static final String POST_POPULATION = "post_population";
    private static final String PRE = "pre";
    private static final String POST = "post";
    private static final List<String> REQUIRED = List.of(PRE, POST);

    private ConnectionFile() {}

    /**
     * Reads the connections of a projection. Its weight and delay are those of synapses for which the file has none.
     *
     * @param network says how large the populations are
     * @throws InputFileException naming the line or row, if the file cannot be used; if it has no rows for the projection; or if the file
     *     and the projection leave a synapse without weight, or both give the weights of all synapses
     */
    public static ExplicitConnections read(Path file, Pathway pathway, Network network) throws IOException {
        Weights weights = new Weights(pathway, network);
        int preSize = network.preSize(pathway);
        int postSize = network.population(pathway.post()).size();
        GrowingRows synapses = new GrowingRows();
        Delays delays = new Delays(pathway, network);
        List<String> optional = List.of(PRE_POPULATION, POST_POPULATION, weights.column(), Delays.COLUMN);
        try (InputRows rows = InputRows.open(file, REQUIRED, optional)) {
            requireBothPopulations(rows);
            while (rows.next()) {
                if (belongs(rows, pathway, network)) {
                    synapses.add(
                            rows,
                            rows.index(PRE, preSize, pathway.pre()),
                            rows.index(POST, postSize, pathway.post()),
                            weights.next(rows),
                            delays.next(rows));
                }
            }
        }
        if (synapses.count() == 0) {
            throw new InputFileException(file, "", "there are no connections " + pathway + " in it");
        }
        weights.requireUsed(file);
        delays.requireUsed(file);
        return new ExplicitConnections(synapses.first(), synapses.second(), synapses.number(), synapses.third());
    }

    /** What {@link #read} finds wrong depends on these and the file. */
    public static List<Object> dependencies(Pathway pathway, Network network) {
        return List.of(
                Weights.dependencies(pathway, network),
                network.preSize(pathway),
                network.population(pathway.post()).size(),
                network.projection(pathway).delayMs().isPresent(),
                network.stepMs(),
                network.model().projections().keySet());
    }

    private static void requireBothPopulations(InputRows rows) throws InputFileException {
        if (rows.has(PRE_POPULATION) != rows.has(POST_POPULATION)) {
            throw rows.problem("only one of the columns " + PRE_POPULATION + " and " + POST_POPULATION
                    + " is there; add the other, or remove it");
        }
    }

    private static boolean belongs(InputRows rows, Pathway pathway, Network network) throws InputFileException {
        if (!rows.has(PRE_POPULATION)) {
            return true;
        }
        Pathway own = new Pathway(rows.text(PRE_POPULATION), rows.text(POST_POPULATION));
        if (!network.model().projections().containsKey(own)) {
            throw rows.problem("the network has no projection " + own);
        }
        return own.equals(pathway);
    }
}
