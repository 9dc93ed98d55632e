package org.cb1network.engine.runner.fingerprint;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The tables by which javac compiles switches over enums.
 *
 * <p>{@code switch (color) { case RED: ... }} becomes {@code switch (Kernel$1.$SwitchMap$Color[color.ordinal()]) { case 1: ... }}
 * with a synthetic class {@code Kernel$1} whose static initialiser says {@code $SwitchMap$Color[Color.RED.ordinal()] = 1}.
 * The numbers run through all switches of a source file.
 */
final class EnumSwitches {

    /**
     * One table.
     *
     * @param enumType internal name of the enum
     * @param constants names of constants by the number they are given
     */
    record Table(String enumType, SortedMap<Integer, String> constants) {}

    private final Map<String, Table> tables = new HashMap<>();

    private EnumSwitches() {}

    /** Reads all tables of a synthetic class. */
    static EnumSwitches read(byte[] classFile) {
        EnumSwitches result = new EnumSwitches();
        ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return name.equals("<clinit>") ? result.new Assignments() : null;
            }
        };
        new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return result;
    }

    /** The table in a field; empty if the class has none of that name. */
    Table table(String field) {
        return tables.getOrDefault(field, new Table("", new TreeMap<>()));
    }

    /** {@code getstatic table, getstatic constant, invokevirtual ordinal, push number, iastore}. */
    private final class Assignments extends MethodVisitor {
        private String table = "";
        private String enumType = "";
        private String constant = "";
        private int number;

        Assignments() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (Edges.isSwitchMap(name)) {
                table = name;
            } else {
                enumType = owner;
                constant = name;
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5) {
                number = opcode - Opcodes.ICONST_0;
            } else if (opcode == Opcodes.IASTORE) {
                tables.computeIfAbsent(table, field -> new Table(enumType, new TreeMap<>()))
                        .constants()
                        .put(number, constant);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            number = operand;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Integer large) {
                number = large;
            }
        }
    }
}
