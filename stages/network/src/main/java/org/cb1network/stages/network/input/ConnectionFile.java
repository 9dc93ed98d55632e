package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.NetworkSpec;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;

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
     * @return connections by name of the projection; a projection without rows is not in it
     * @throws InputFileException naming the line or row, if the file cannot be used
     */
    public static Map<String, ExplicitConnections> read(Path file, NetworkSpec network) throws IOException {
        Map<String, Triples> byProjection = new LinkedHashMap<>();
        try (Rows rows = Rows.open(file, COLUMNS)) {
            while (rows.next()) {
                Projection projection = projection(rows, network);
                Population pre = network.population(projection.pre());
                Population post = network.population(projection.post());
                byProjection
                        .computeIfAbsent(projection.name(), name -> new Triples())
                        .add(
                                rows,
                                rows.index(2, "pre", pre.size(), pre.name()),
                                rows.index(3, "post", post.size(), post.name()),
                                rows.notNegative(4, "weight_nS"));
            }
        }
        Map<String, ExplicitConnections> connections = new LinkedHashMap<>();
        byProjection.forEach(
                (name, t) -> connections.put(name, new ExplicitConnections(t.first(), t.second(), t.number())));
        return connections;
    }

    /** The network with the connections of the file in place of its own; a projection without rows loses its own, too. */
    public static NetworkSpec connect(NetworkSpec network, Path file) throws IOException {
        Map<String, ExplicitConnections> connections = read(file, network);
        ExplicitConnections none = new ExplicitConnections(new int[0], new int[0], new double[0]);
        NetworkSpec connected = network;
        for (Projection projection : network.projections()) {
            connected = connected.withConnections(projection.name(), connections.getOrDefault(projection.name(), none));
        }
        return connected;
    }

    private static Projection projection(Rows rows, NetworkSpec network) throws IOException {
        String name = Projection.nameOf(rows.text(0), rows.text(1));
        for (Projection projection : network.projections()) {
            if (projection.name().equals(name)) {
                return projection;
            }
        }
        throw rows.problem("the network has no projection " + name);
    }
}
