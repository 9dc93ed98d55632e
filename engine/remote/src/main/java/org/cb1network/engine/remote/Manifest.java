package org.cb1network.engine.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cb1network.cache.Digest;
import org.cb1network.cache.ForeignPack;
import org.cb1network.engine.remote.RemoteException.Reason;

/**
 * The manifest of one push: the packs and objects with its entries and their outputs.
 *
 * @param created time of the push, by the clock of the pushing machine
 * @param version version of the program that pushed
 * @param subject what was pushed, in words
 * @param entries number of entries
 * @param packs the packs in the order of their indexes
 * @param objects length of each object in bytes, by digest
 */
public record Manifest(
        Instant created,
        String version,
        String subject,
        int entries,
        List<PackPart> packs,
        SortedMap<Digest, Long> objects) {

    static final int LONGEST_BYTES = 1 << 24;
    static final String ENDING = ".json";

    private static final int FORMAT = 1;
    private static final String FORMAT_KEY = "cb1-remote";
    private static final long LONGEST_FILE_BYTES = 1L << 30;
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{64}\\.json");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A pack.
     *
     * @param name its name, which is the checksum of its index
     * @param length its length in bytes
     * @param index position of its index
     */
    public record PackPart(String name, long length, long index) {

        int indexBytes() {
            return (int) (length - index);
        }
    }

    public Manifest {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        packs = List.copyOf(packs);
    }

    /** Returns the JSON form. */
    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put(FORMAT_KEY, FORMAT);
        root.put("created", created.toString());
        root.put("version", version);
        root.put("subject", subject);
        root.put("entries", entries);
        for (PackPart pack : packs) {
            root.withArray("/packs")
                    .addObject()
                    .put("name", pack.name())
                    .put("length", pack.length())
                    .put("index", pack.index());
        }
        objects.forEach((digest, length) -> root.withArray("/objects")
                .addObject()
                .put("sha256", digest.hex())
                .put("length", length));
        return json(root);
    }

    private static byte[] json(JsonNode tree) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Returns the names of manifests as servers that cannot list need them: an array of texts in JSON. */
    static byte[] listing(List<String> names) {
        ArrayNode array = JSON.createArrayNode();
        names.forEach(array::add);
        return json(array);
    }

    /**
     * Returns the names in a listing.
     *
     * @throws IOException if it is none or has anything but names of manifests: it is damaged then, and to skip a name
     *     would hide results without a word
     */
    static List<String> namesIn(byte[] listing) throws IOException {
        JsonNode array = JSON.readTree(listing);
        if (!array.isArray()) {
            throw new IOException("no array");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : array) {
            if (!isName(name.asText())) {
                throw new IOException("not the name of a manifest: " + name);
            }
            names.add(name.asText());
        }
        return names;
    }

    /** Returns the name of the file of this manifest. */
    String fileName(byte[] json) {
        return stamp(created) + "-" + Digest.of(json).hex() + ENDING;
    }

    /** Returns a time as the names of manifests begin with it. */
    static String stamp(Instant time) {
        return UTC.format(time);
    }

    /** Returns whether a file may be a manifest. */
    static boolean isName(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    /** Returns the name of a file that belongs to a manifest. */
    static String sibling(String fileName, String ending) {
        return fileName.substring(0, fileName.length() - ENDING.length()) + ending;
    }

    /**
     * Parses the JSON form.
     *
     * @throws RemoteException if the content does not have the digest in its name, is not a manifest, or has another format
     */
    static Manifest parse(String fileName, byte[] json) throws RemoteException {
        if (!fileName.endsWith(Digest.of(json).hex() + ENDING)) {
            throw wrong(fileName, "its content is not what its name promises");
        }
        try {
            JsonNode root = JSON.readTree(json);
            int format = root.path(FORMAT_KEY).asInt();
            if (format != FORMAT) {
                throw wrong(
                        fileName,
                        format > FORMAT
                                ? "its format is " + format + ", which a newer version of this program writes"
                                : "it is not a manifest of this program");
            }
            return parse(root);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw e instanceof RemoteException own ? own : wrong(fileName, "it is not a manifest");
        }
    }

    private static Manifest parse(JsonNode root) {
        List<PackPart> packs = new ArrayList<>();
        for (JsonNode pack : root.path("packs")) {
            PackPart part = new PackPart(text(pack, "name"), length(pack, "length"), length(pack, "index"));
            if (!ForeignPack.isName(part.name())
                    || part.index() >= part.length()
                    || part.length() - part.index() > ForeignPack.LONGEST_INDEX_BYTES) {
                throw new IllegalArgumentException("impossible pack");
            }
            packs.add(part);
        }
        SortedMap<Digest, Long> objects = new TreeMap<>();
        for (JsonNode object : root.path("objects")) {
            objects.put(Digest.parse(text(object, "sha256")), length(object, "length"));
        }
        return new Manifest(
                Instant.parse(text(root, "created")),
                text(root, "version"),
                text(root, "subject"),
                root.path("entries").asInt(),
                packs,
                objects);
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("no text " + key);
        }
        return node.path(key).textValue();
    }

    private static long length(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no number " + key);
        }
        long length = value.longValue();
        if (length < 0 || length > LONGEST_FILE_BYTES) {
            throw new IllegalArgumentException("impossible length");
        }
        return length;
    }

    private static RemoteException wrong(String fileName, String why) {
        return new RemoteException(Reason.UNUSABLE, "manifests/" + fileName + ": " + why);
    }
}
