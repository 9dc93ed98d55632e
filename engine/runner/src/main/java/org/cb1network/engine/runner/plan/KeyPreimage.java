package org.cb1network.engine.runner.plan;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters;
import org.cb1network.engine.runner.spec.bind.LengthPrefixed;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;

/**
 * The preimage of a cache key. This class defines when a result can be reused: if every ingredient is equal.
 *
 * <p>A preimage is a sorted map from ingredient to value, both text. Its encoding prefixes every text with its length,
 * so no two different maps have the same encoding; the key is the SHA-256 of the encoding. The encoding is stored
 * beside the result, so that the difference of two preimages explains why a stage runs, and so that anyone can check a
 * key against its preimage.
 *
 * <p>Never part of a key: the stage's name and description in the pipeline file, the position of a point in its sweep,
 * other points, threads, paths, host, clock, JVM, locale.
 */
public record KeyPreimage(SortedMap<String, String> ingredients) {

    /** Name of the document of an entry that holds the preimage of its key. */
    public static final String DOCUMENT = "preimage";

    /** Prefix of the ingredients that are parameters of the stage, followed by the parameter's path. */
    public static final String PARAMETER = CanonicalParameters.PREFIX;

    /** Prefix of the ingredients that are input tables, followed by the input port. */
    public static final String INPUT = "input ";

    /** Prefix of the ingredients that are outputs which a stage declares, followed by the name of the output. */
    private static final String OUTPUT = "output ";

    /** Name of the ingredient for the code that a stage can reach. */
    public static final String CODE = "code";

    /** Name of the ingredient for the random seed. */
    public static final String SEED = "seed";

    /** Stands for all outputs in the preimage of the summary of a stage's points; see {@link #collected}. */
    public static final String SUMMARY = "*";

    static final String STAGE_TYPE = "stage type";

    private static final String COLLECTION = "collection of";
    private static final String STAGE = "points of";
    private static final String MAGIC = "cb1network-key-1";
    private static final int LONGEST_TEXT = 1 << 24;

    public KeyPreimage {
        ingredients = ImmutableSortedMap.copyOf(ingredients);
    }

    /**
     * Returns the preimage of one point of a stage.
     *
     * @param codeDigest digest of the stage's code fingerprint in hexadecimal
     * @param parameters all parameters that the stage reads
     * @param inputs digest of the content of each input, by port
     */
    public static KeyPreimage ofPoint(
            StageType<?> type,
            String codeDigest,
            long seed,
            CanonicalParameters parameters,
            Map<String, String> inputs) {
        // Faster than a tree, above all if filled in order, which matters with hundreds of thousands of points.
        ImmutableSortedMap.Builder<String, String> ingredients = ImmutableSortedMap.naturalOrder();
        // How it is computed: all project code that the stage can reach, and the libraries it uses.
        ingredients.put(CODE, codeDigest);
        // The data: content rather than origin, so that equal upstream results cause no recomputation.
        inputs.forEach((port, digest) -> ingredients.put(INPUT + port, digest));
        // The values, with defaults filled in and units converted.
        parameters.forEach((path, value) -> ingredients.put(PARAMETER + path, value));
        // The random numbers, unless the stage draws none.
        if (type.seeded()) {
            ingredients.put(SEED, text(seed));
        }
        // What is computed: the stage type rather than its name in a pipeline, so that stages share equal points.
        ingredients.put(STAGE_TYPE, type.name());
        return new KeyPreimage(ingredients.buildOrThrow());
    }

    /**
     * Returns this preimage of a point or a stage with what the stage declares itself.
     *
     * @param outputs the declared outputs
     * @param point the axes of the point as text; empty without a sweep, and for all points together
     */
    KeyPreimage declaring(List<OutputPort> outputs, String point) {
        TreeMap<String, String> all = new TreeMap<>(ingredients);
        // They decide what counts as a result, and how it is read.
        outputs.forEach(output -> all.put(OUTPUT + output.name(), declaration(output)));
        // Such a stage receives its place in the sweep.
        if (!point.isEmpty()) {
            all.put("point", point);
        }
        return new KeyPreimage(all);
    }

    private static String declaration(OutputPort output) {
        return output instanceof TableOutput table
                ? table.schema().columns().stream()
                        .map(column -> column.name() + " " + column.type().label() + " " + column.unit() + " \""
                                + column.description() + '"')
                        .collect(Collectors.joining(", ", "\"" + table.description() + "\": ", ""))
                : "file " + ((FileOutput) output).fileName();
    }

    /**
     * Returns the preimage of all points of a stage together. It has everything that their keys depend on. The
     * derivation of a point's parameters from those of the stage is not part of a point's key, so the whole program is
     * part of this one.
     *
     * @param programDigest digest of the program and of the plugin that has the stage type, in hexadecimal
     * @param rootSeed the seed of the pipeline
     * @param parameters digest of the parameters before the axes, and of what the axes set
     * @param sweep digest of the sweep
     * @param inputs digest of the content of each input, by port; if points take the rows of their own points, of all
     *     of them
     */
    static KeyPreimage ofStage(
            StageType<?> type,
            String codeDigest,
            String programDigest,
            long rootSeed,
            Digest parameters,
            Digest sweep,
            Map<String, String> inputs) {
        TreeMap<String, String> ingredients = new TreeMap<>();
        ingredients.put(STAGE, type.name());
        ingredients.put(CODE, codeDigest);
        ingredients.put("program", programDigest);
        if (type.seeded()) {
            ingredients.put(SEED, text(rootSeed));
        }
        ingredients.put("parameters", parameters.hex());
        ingredients.put("sweep", sweep.hex());
        inputs.forEach((port, digest) -> ingredients.put(INPUT + port, digest));
        return new KeyPreimage(ingredients);
    }

    /**
     * Returns the preimage of a table collected from the points of a sweep, or of the summary of all points.
     *
     * @param output name of the output, or {@link #SUMMARY}
     * @param points number of points
     * @param content digest of the columns of the axes and of the list of points, each with the values of its axes and
     *     its key, in the order of the rows in the table
     */
    public static KeyPreimage ofCollection(String output, int points, Digest content) {
        TreeMap<String, String> ingredients = new TreeMap<>();
        ingredients.put(COLLECTION, output);
        ingredients.put("points", Integer.toString(points));
        ingredients.put("content", content.hex());
        return new KeyPreimage(ingredients);
    }

    /**
     * Returns the name of the output that a collected table belongs to, or {@link #SUMMARY}; empty if this is the preimage
     * of a point.
     */
    public Optional<String> collected() {
        return Optional.ofNullable(ingredients.get(COLLECTION));
    }

    /** Returns the stage type if this is the preimage of a point. */
    public Optional<String> pointsOf() {
        return Optional.ofNullable(ingredients.get(STAGE_TYPE));
    }

    /** Returns the key: the SHA-256 of the encoding. */
    public CacheKey key() {
        return new CacheKey(Digest.of(toBytes()));
    }

    /** Returns the length-prefixed encoding, as stored beside a result. */
    public byte[] toBytes() {
        List<byte[]> parts = new ArrayList<>();
        parts.add(header(ingredients.size()));
        ingredients.forEach((name, value) -> parts.add(LengthPrefixed.pair(name, value)));
        return Bytes.concat(parts.toArray(byte[][]::new));
    }

    /** Returns what precedes the ingredients in the encoding. */
    static byte[] header(int ingredients) {
        return Bytes.concat(LengthPrefixed.text(MAGIC), Ints.toByteArray(ingredients));
    }

    /** Returns the preimage stored with an entry, if there is one. */
    public static Optional<KeyPreimage> of(Entry entry) {
        return Optional.ofNullable(entry.documents().get(DOCUMENT)).map(KeyPreimage::parse);
    }

    /**
     * Decodes an encoding.
     *
     * @throws IllegalArgumentException if {@code encoding} is not that of a preimage
     */
    public static KeyPreimage parse(byte[] encoding) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoding))) {
            if (!read(in).equals(MAGIC)) {
                throw new IllegalArgumentException("not the preimage of a cache key");
            }
            int count = in.readInt();
            TreeMap<String, String> ingredients = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String name = read(in);
                ingredients.put(name, read(in));
            }
            if (ingredients.size() != count || in.read() >= 0) {
                throw new IOException("not in canonical form");
            }
            return new KeyPreimage(ingredients);
        } catch (IOException e) {
            throw new IllegalArgumentException("damaged preimage of a cache key", e);
        }
    }

    static String text(long seed) {
        return Long.toUnsignedString(seed, 16);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("impossible text length " + length + "");
        }
        byte[] utf8 = in.readNBytes(length);
        if (utf8.length < length) {
            throw new IOException("text ends early");
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
