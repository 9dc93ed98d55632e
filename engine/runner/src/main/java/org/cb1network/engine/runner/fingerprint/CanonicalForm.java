package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.objectweb.asm.Label;

/**
 * What is hashed of one member: a sequence of typed, length-framed values, and between them places that only other
 * classes can fill in (see {@link Reference}).
 */
final class CanonicalForm {

    /** A place in the form whose content depends on other classes. */
    sealed interface Reference {}

    /** A name or descriptor that contains the name of an anonymous or local class. */
    record NumberedName(String text) implements Reference {}

    /** A method whose name javac may have made up: if so, its body stands here instead of its name. */
    record Callee(String owner, String name, String descriptor) implements Reference {}

    /** The numbers of constants in the cases of a switch over an enum, each with the position it jumps to. */
    record EnumCases(String owner, String field, SortedMap<Integer, Label> cases, ToIntFunction<Label> position)
            implements Reference {}

    /** A whole table from enum constants to numbers. */
    record EnumNumbers(String owner, String field) implements Reference {}

    private record Place(int position, Reference reference) {}

    private byte[] bytes = new byte[64];
    private int length;
    private final List<Place> places = new ArrayList<>(0);

    CanonicalForm tag(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    CanonicalForm number(int value) {
        ensure(4);
        write(length, value);
        length += 4;
        return this;
    }

    CanonicalForm number(long value) {
        return number((int) (value >>> 32)).number((int) value);
    }

    /** A name or descriptor; well-formed text. */
    CanonicalForm name(String text) {
        if (ClassCode.isNumbered(text)) {
            return reference(new NumberedName(text));
        }
        return stableName(text);
    }

    /** A name or descriptor that is free of javac's numbers. */
    CanonicalForm stableName(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    CanonicalForm bytes(byte[] data) {
        return number(data.length).raw(data, 0, data.length);
    }

    /** A string constant: any sequence of chars, hence not encoded. */
    CanonicalForm text(String text) {
        number(text.length());
        ensure(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[length++] = (byte) (c >>> 8);
            bytes[length++] = (byte) c;
        }
        return this;
    }

    CanonicalForm reference(Reference reference) {
        places.add(new Place(length, reference));
        return this;
    }

    /** Appends another form, with its length; without references in either. */
    CanonicalForm append(CanonicalForm other) {
        number(other.length);
        return raw(other.bytes, 0, other.length);
    }

    /** How long the form is so far, references not counted. */
    int length() {
        return length;
    }

    /** Leaves room for a number that is known later; {@link #fill} writes it. */
    int reserve() {
        number(0);
        return length - 4;
    }

    void fill(int position, int value) {
        write(position, value);
    }

    /** All references, in order. */
    List<Reference> references() {
        return places.stream().map(Place::reference).toList();
    }

    /** Copies the form; at each reference the resolver writes what it stands for. */
    void copyTo(CanonicalForm target, Consumer<Reference> resolver) {
        int from = 0;
        for (Place place : places) {
            target.raw(bytes, from, place.position());
            resolver.accept(place.reference());
            from = place.position();
        }
        target.raw(bytes, from, length);
    }

    /** Feeds the form, which must be without references, to a digest. */
    void digest(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    private CanonicalForm raw(byte[] data, int from, int to) {
        ensure(to - from);
        System.arraycopy(data, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    private void write(int position, int value) {
        bytes[position] = (byte) (value >>> 24);
        bytes[position + 1] = (byte) (value >>> 16);
        bytes[position + 2] = (byte) (value >>> 8);
        bytes[position + 3] = (byte) value;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
