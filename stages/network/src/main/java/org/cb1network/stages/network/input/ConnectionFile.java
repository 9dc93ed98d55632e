package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;

/**
 * Connections from a file: CSV, gzipped CSV or Arrow with the columns {@code pre_population}, {@code post_population} (names),
 * {@code pre}, {@code post} (indices of neurons) and {@code weight_nS}. A row is one synapse; repeated rows are several.
 */
public final class ConnectionFile {
    private static final String PRE_POPULATION = "pre_population";
    private static final String POST_POPULATION = "post_population";
    private static final String PRE = "pre";
    private static final String POST = "post";
    private static final String WEIGHT = "weight_nS";
    private static final List<String> COLUMNS = List.of(PRE_POPULATION, POST_POPULATION, PRE, POST, WEIGHT);
    private static final List<String> DELAYS = List.of("delay", "delay_ms");

    private ConnectionFile() {}

    /**
     * Reads the connections of a network's projections.
     *
     * @param network says which projections there are and how large their populations
     * @return connections by projection; a projection without rows is not in it
     * @throws InputFileException naming the line or row, if the file cannot be used
     */
    public static Map<Pathway, ExplicitConnections> read(Path file, Network network) throws IOException {
        Map<Pathway, Triples> byProjection = new LinkedHashMap<>();
        try (InputRows rows = InputRows.open(file, COLUMNS, List.of())) {
            if (DELAYS.stream().anyMatch(rows::has)) {
                throw rows.problem("delays are not simulated; remove the column of delays");
            }
            while (rows.next()) {
                Pathway pathway = pathway(rows, network);
                Population pre = network.population(pathway.pre());
                Population post = network.population(pathway.post());
                byProjection
                        .computeIfAbsent(pathway, any -> new Triples())
                        .add(
                                rows,
                                rows.index(PRE, pre.size(), pathway.pre()),
                                rows.index(POST, post.size(), pathway.post()),
                                rows.notNegative(WEIGHT));
            }
        }
        Map<Pathway, ExplicitConnections> connections = new LinkedHashMap<>();
        byProjection.forEach(
                (pathway, t) -> connections.put(pathway, new ExplicitConnections(t.first(), t.second(), t.number())));
        return connections;
    }

    /** The network with the connections of the file in place of its own; a projection without rows loses its own, too. */
    public static Network connect(Network network, Path file) throws IOException {
        Map<Pathway, ExplicitConnections> connections = read(file, network);
        ExplicitConnections none = new ExplicitConnections(new int[0], new int[0], new double[0]);
        Network connected = network;
        for (Pathway pathway : network.model().projections().keySet()) {
            if (network.model().populations().containsKey(pathway.pre())) {
                connected = connected.withConnections(pathway, connections.getOrDefault(pathway, none));
            }
        }
        return connected;
    }

    private static Pathway pathway(InputRows rows, Network network) throws InputFileException {
        Pathway pathway = new Pathway(rows.text(PRE_POPULATION), rows.text(POST_POPULATION));
        if (!network.model().projections().containsKey(pathway)
                || !network.model().populations().containsKey(pathway.pre())) {
            throw rows.problem("the network has no projection " + pathway);
        }
        return pathway;
    }
}
