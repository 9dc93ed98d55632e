package org.cb1network.engine.runner.fingerprint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.Callee;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.EnumCases;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.EnumNumbers;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.NumberedName;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.Reference;
import org.cb1network.engine.runner.fingerprint.MemberCode.AnnotationCode;
import org.jspecify.annotations.Nullable;

/**
 * Hashes members and names them, both free of the names and numbers that javac makes up.
 *
 * <p>The body of a lambda stands in the hash of the method that contains it, so that {@code lambda$run$3} may become
 * {@code lambda$run$4} without a trace. Not for use by several threads.
 */
final class MemberHasher {

    /** Bytes of SHA-256 that are kept for one member: 128 bits leave no room for accidents. */
    private static final int LENGTH = 16;

    private final ProjectCode code;
    private final StableNames names;
    private @Nullable MessageDigest sha256;

    MemberHasher(ProjectCode code) {
        this.code = code;
        this.names = new StableNames(code);
    }

    /** The name of a member. */
    MemberId id(MemberCode member) {
        if (member.id == null) {
            String owner = names.of(member.owner.name).replace('/', '.');
            member.id = new MemberId(member.kind, owner, member.name, names.in(member.descriptor));
        }
        return member.id;
    }

    /** The hash of a member: its form and its annotations. Of the boundary, nothing but the name counts. */
    String hash(MemberCode member) {
        if (member.hash == null) {
            CanonicalForm form = new CanonicalForm();
            if (!code.isBoundary(member.owner)) {
                write(member, form, new ArrayDeque<>());
            }
            member.hash = hash(form);
        }
        return member.hash;
    }

    /** The hash of any bytes, in the same notation. */
    String hash(byte[] bytes) {
        return hash(new CanonicalForm().bytes(bytes));
    }

    private String hash(CanonicalForm form) {
        if (sha256 == null) {
            sha256 = sha256(); // not earlier: it costs a cold JVM more than everything else that is done to look up an
            // index
        }
        form.digest(sha256);
        return HexFormat.of().formatHex(sha256.digest(), 0, LENGTH);
    }

    /** Replaces all references by what they stand for. */
    private void write(MemberCode member, CanonicalForm into, Deque<MemberCode> within) {
        member.form.copyTo(into, reference -> resolve(reference, into, within));
        for (AnnotationCode annotation : member.annotations) {
            if (counts(annotation)) {
                annotation.form().copyTo(into, reference -> resolve(reference, into, within));
            }
        }
    }

    /** Whether an annotation enters the hash: not if it belongs to the engine's boundary. */
    boolean counts(AnnotationCode annotation) {
        ClassCode type = code.find(annotation.type());
        return type == null || !code.isBoundary(type);
    }

    private void resolve(Reference reference, CanonicalForm into, Deque<MemberCode> within) {
        if (reference instanceof NumberedName numbered) {
            into.stableName(names.in(numbered.text()));
        } else if (reference instanceof Callee callee) {
            MemberCode madeUp = madeUp(callee);
            if (madeUp != null) {
                writeBody(madeUp, into, within);
            } else {
                into.stableName(names.in(callee.owner()));
                into.stableName(callee.name()).stableName(names.in(callee.descriptor()));
            }
        } else if (reference instanceof EnumCases cases) {
            EnumSwitches.Table table = code.enumSwitch(cases.owner(), cases.field());
            Map<String, Integer> positions = new TreeMap<>();
            cases.cases()
                    .forEach((number, target) -> positions.put(
                            table.constants().getOrDefault(number, "#" + number),
                            cases.position().applyAsInt(target)));
            into.stableName(table.enumType()).number(positions.size());
            positions.forEach((name, position) -> into.stableName(name).number(position));
        } else if (reference instanceof EnumNumbers numbers) {
            EnumSwitches.Table table = code.enumSwitch(numbers.owner(), numbers.field());
            into.stableName(table.enumType()).number(table.constants().size());
            table.constants().forEach((number, name) -> into.number(number).stableName(name));
        }
    }

    /** The method, if its name is made up by javac. */
    private @Nullable MemberCode madeUp(Callee callee) {
        ClassCode owner = code.find(callee.owner());
        MemberCode method = owner == null ? null : owner.method(callee.name() + callee.descriptor());
        return method != null && method.isPartOfItsUser() ? method : null;
    }

    private void writeBody(MemberCode lambda, CanonicalForm into, Deque<MemberCode> within) {
        if (within.contains(lambda)) {
            into.stableName("calls itself");
            return;
        }
        within.push(lambda);
        CanonicalForm body = new CanonicalForm();
        write(lambda, body, within);
        into.append(body.stableName(names.in(lambda.descriptor)));
        within.pop();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
