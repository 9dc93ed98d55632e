package org.cb1network.engine.runner.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.runner.fingerprint.MemberId.Kind;

/**
 * The stored form of a fingerprint. Lines of fields separated by tabs:
 *
 * <pre>
 * cb1-code-fingerprint  1
 * digest   3f0a...
 * root     org.cb1network.stages.science.spontaneous.SpontaneousStage
 * library  org.apache.commons:commons-math3:3.6.1  6268...
 * reason   method org... uses Class.forName ...
 * in       org.cb1network.stages.network.Kernel
 * method   9be1...  update  ([DI)V  org.cb1network.stages.network.Simulation  run  ()V
 * </pre>
 *
 * <p>A line {@code in} names the class (or resource, or package) of the lines below it. A member's line ends with the member
 * that led to it: class, name, descriptor, and for a field the word {@code field}; nothing for the stage's own members.
 * The digest is over the lines without their ends, and protects them.
 */
final class FingerprintText {

    private static final String MAGIC = "cb1-code-fingerprint";
    private static final String VERSION = "1";
    private static final HexFormat HEX = HexFormat.of();

    private FingerprintText() {}

    static String digest(CodeFingerprint fingerprint) {
        byte[] content = content(fingerprint, false).getBytes(StandardCharsets.UTF_8);
        return HEX.formatHex(MemberHasher.sha256().digest(content));
    }

    static byte[] print(CodeFingerprint fingerprint) {
        String text = MAGIC + "\t" + VERSION + "\ndigest\t" + fingerprint.digest() + "\n" + content(fingerprint, true);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String content(CodeFingerprint fingerprint, boolean withPaths) {
        StringBuilder text = new StringBuilder(1 << 14);
        text.append("root\t").append(fingerprint.root()).append('\n');
        fingerprint
                .libraries()
                .forEach((coordinates, digest) -> text.append("library\t")
                        .append(coordinates)
                        .append('\t')
                        .append(digest)
                        .append('\n'));
        fingerprint
                .reasons()
                .forEach(reason -> text.append("reason\t").append(reason).append('\n'));
        String owner = "";
        for (Map.Entry<MemberId, Reached> member : fingerprint.members().entrySet()) {
            MemberId id = member.getKey();
            if (!id.owner().equals(owner)) {
                owner = id.owner();
                text.append("in\t").append(owner).append('\n');
            }
            text.append(word(id.kind())).append('\t').append(member.getValue().hash());
            text.append('\t').append(id.name()).append('\t').append(id.descriptor());
            if (withPaths) {
                member.getValue()
                        .from()
                        .ifPresent(from -> text.append('\t')
                                .append(word(from.kind()))
                                .append('\t')
                                .append(from.owner())
                                .append('\t')
                                .append(from.name())
                                .append('\t')
                                .append(from.descriptor()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case TYPE -> "type";
            case FIELD -> "field";
            case METHOD -> "method";
            case RESOURCE -> "resource";
            case FOREIGN_PACKAGE -> "package";
        };
    }

    static CodeFingerprint parse(byte[] stored) {
        return new Parser().parse(decode(stored));
    }

    private static String decode(byte[] stored) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged("it is not text");
        }
    }

    private static FingerprintFormatException damaged(String problem) {
        return new FingerprintFormatException("the stored code fingerprint is damaged: " + problem);
    }

    private static final class Parser {
        private String root = "";
        private String digest = "";
        private String owner = "";
        private final SortedMap<MemberId, Reached> members = new TreeMap<>();
        private final SortedMap<String, String> libraries = new TreeMap<>();
        private final SortedSet<String> reasons = new TreeSet<>();

        CodeFingerprint parse(String text) {
            String[] lines = text.split("\n", -1);
            if (!lines[lines.length - 1].isEmpty()) {
                throw damaged("it ends in the middle of a line");
            }
            String[] head = lines[0].split("\t", -1);
            if (!head[0].equals(MAGIC) || head.length != 2) {
                throw damaged("it does not begin with " + MAGIC);
            }
            if (!head[1].equals(VERSION)) {
                throw new FingerprintFormatException("the stored code fingerprint has version " + head[1]
                        + "; this program reads version " + VERSION);
            }
            for (int i = 1; i < lines.length - 1; i++) {
                if (!line(lines[i].split("\t", -1))) {
                    throw damaged("line " + (i + 1) + " cannot be understood");
                }
            }
            CodeFingerprint result = new CodeFingerprint(root, members, libraries, reasons);
            if (!result.digest().equals(digest)) {
                throw damaged("its content does not have the digest it states");
            }
            return result;
        }

        private boolean line(String[] fields) {
            int count = fields.length;
            switch (fields[0]) {
                case "digest" -> digest = fields[count - 1];
                case "root" -> root = fields[count - 1];
                case "in" -> owner = fields[count - 1];
                case "reason" -> reasons.add(fields[count - 1]);
                case "library" -> {
                    return count == 3 && libraries.put(fields[1], fields[2]) == null;
                }
                default -> {
                    return member(fields);
                }
            }
            return count == 2;
        }

        private boolean member(String[] fields) {
            if (fields.length != 4 && fields.length != 8) {
                return false;
            }
            Optional<MemberId> id = id(fields[0], owner, fields[2], fields[3]);
            Optional<MemberId> from =
                    fields.length == 4 ? Optional.empty() : id(fields[4], fields[5], fields[6], fields[7]);
            if (id.isEmpty() || (from.isEmpty() && fields.length == 8)) {
                return false;
            }
            return members.put(id.get(), new Reached(fields[1], from)) == null;
        }

        private static Optional<MemberId> id(String word, String owner, String name, String descriptor) {
            for (Kind kind : Kind.values()) {
                if (word(kind).equals(word)) {
                    return Optional.of(new MemberId(kind, owner, name, descriptor));
                }
            }
            return Optional.empty();
        }
    }
}
