package org.cb1network.engine.runner.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;

/**
 * A self-contained unit of work. It has exactly what the computation of one point needs. It holds objects of this process;
 * another process makes its own from the same pipeline.
 *
 * @param stage name of the stage in the pipeline, only for messages and provenance
 * @param point the point's axes as text, only for messages and provenance
 * @param implementation the stage
 * @param type its type, with the ports that the stage declares if the type lets it
 * @param outputs the requested outputs
 * @param axes values of the sweep's axes at this point, by name
 * @param parameters the stage's parameter record for this point
 * @param seed random seed
 * @param replicate number of the replicate, from 1
 * @param preimage preimage of the key
 * @param key key of the result
 * @param inputs content of each input port: one table, or one for each point of the source stage
 * @param forced whether to compute it even if the store has a result
 */
public record PointTask(
        String stage,
        String point,
        Stage<?> implementation,
        StageType<?> type,
        List<OutputPort> outputs,
        SortedMap<String, Object> axes,
        Record parameters,
        long seed,
        int replicate,
        KeyPreimage preimage,
        CacheKey key,
        Map<String, List<InputTable>> inputs,
        boolean forced) {

    public PointTask {
        outputs = List.copyOf(outputs);
        inputs = Map.copyOf(inputs);
    }

    /**
     * A table at an input.
     *
     * @param axes values of the sweep's axes at the point that computed it, by name; empty for a collected table
     * @param content its place in the store
     */
    public record InputTable(SortedMap<String, String> axes, StoredOutput content) {

        /**
         * Returns the digest of an input's content in hexadecimal: that of a single table's content, or for several
         * tables, one of their axes and digests in order.
         */
        public static String digestOf(List<InputTable> tables) {
            if (tables.size() == 1 && tables.get(0).axes().isEmpty()) {
                return tables.get(0).content().digest().hex();
            }
            Hasher hasher = Hashing.sha256().newHasher();
            for (InputTable table : tables) {
                byte[] axes = table.axes().toString().getBytes(StandardCharsets.UTF_8);
                hasher.putInt(axes.length).putBytes(axes);
                hasher.putString(table.content().digest().hex(), StandardCharsets.UTF_8);
            }
            return hasher.hash().toString();
        }
    }
}
