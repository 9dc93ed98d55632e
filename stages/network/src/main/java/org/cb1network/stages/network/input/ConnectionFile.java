package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;

/**
 * Connections from a file: CSV, gzipped CSV or Arrow with the columns {@code pre_population}, {@code post_population} (names),
 * {@code pre}, {@code post} (indices of neurons) and {@code weight_nS}. A row is one synapse; repeated rows are several.
 */
public final class ConnectionFile {
    private static final List<String> COLUMNS =
            List.of("pre_population", "post_population", "pre", "post", "weight_nS");

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
        try (Rows rows = Rows.open(file, COLUMNS)) {
            while (rows.next()) {
                Pathway pathway = pathway(rows, network);
                Population pre = network.population(pathway.pre());
                Population post = network.population(pathway.post());
                byProjection
                        .computeIfAbsent(pathway, any -> new Triples())
                        .add(
                                rows,
                                rows.index(2, "pre", pre.size(), pathway.pre()),
                                rows.index(3, "post", post.size(), pathway.post()),
                                rows.notNegative(4, "weight_nS"));
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

    private static Pathway pathway(Rows rows, Network network) throws IOException {
        Pathway pathway = new Pathway(rows.text(0), rows.text(1));
        if (!network.model().projections().containsKey(pathway)
                || !network.model().populations().containsKey(pathway.pre())) {
            throw rows.problem("the network has no projection " + pathway);
        }
        return pathway;
    }
}
