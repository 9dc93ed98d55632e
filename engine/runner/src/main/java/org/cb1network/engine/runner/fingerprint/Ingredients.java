package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.Callee;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.EnumCases;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.EnumNumbers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Owns the decision what of a class, a field or a method enters its hash.
 *
 * <p>Left out, because they do not change what the code computes: line numbers, names of local variables and parameters,
 * the source file, the order of members, the layout of the constant pool, stack maps and frame sizes (they follow from the
 * instructions), {@code throws} clauses, generic signatures (except those of records, which the engine reads to build
 * parameters), annotations that exist for checkers only (see {@link ClassCodeReader}).
 */
final class Ingredients extends MethodVisitor {

    /** All flags of the class file format, without the bits that ASM adds. */
    private static final int FLAGS = 0xFFFF;
    /** Set by every compiler since 1.0.2, without meaning. */
    private static final int TYPE_FLAGS = FLAGS & ~Opcodes.ACC_SUPER;

    private static final int TRY_CATCH = 256 - 1;
    private static final int SWITCH = 256 - 2;
    private static final int CONSTANT = 256 - 3;

    private final CanonicalForm form;
    private final Map<Label, Integer> positions = new HashMap<>();
    private final List<Jump> jumps = new ArrayList<>(0);
    /** Tables of the switches over enums that are not closed yet, the innermost last. */
    private final List<EnumNumbers> openSwitches = new ArrayList<>(0);
    /** Where the form ends if the last instruction was {@code invokevirtual ordinal}. */
    private int afterOrdinal = -1;
    /** Where the form ends if the last two instructions were {@code invokevirtual ordinal, iaload}. */
    private int afterTableLookUp = -1;

    private record Jump(int place, Label target) {}

    private Ingredients(CanonicalForm form) {
        super(Opcodes.ASM9);
        this.form = form;
    }

    // Declarations ---------------------------------------------------------------------------------------------------

    /** The declaration of a class. Its name is part of the member's name; record components and annotations follow. */
    static CanonicalForm type(int access, String superName, List<String> interfaces, String recordSignature) {
        CanonicalForm form = new CanonicalForm();
        form.number(access & TYPE_FLAGS); // abstract, final, interface, enum, record ...
        form.name(superName); // what it inherits
        form.number(interfaces.size());
        interfaces.forEach(form::name); // what it can be cast to, and inherits
        form.name(recordSignature); // what the engine builds the components from
        return form;
    }

    /** A component of a record, part of the declaration of the class. */
    static void recordComponent(CanonicalForm type, String name, String descriptor, String signature) {
        type.name(name); // the key in pipeline.yaml comes from it; toString prints it
        type.name(descriptor); // its type
        type.name(signature); // its type arguments
    }

    /** A field. An initial value other than a compile-time constant is in the constructors or the static initialiser. */
    static CanonicalForm field(int access, Object constant) {
        CanonicalForm form = new CanonicalForm();
        form.number(access & FLAGS); // static, final, volatile ...
        constant(form, constant); // compile-time constant, "" if none
        return form;
    }

    /** Access of a method, and into {@code form} everything that the returned visitor is shown. */
    static Ingredients method(CanonicalForm form, int access) {
        form.number(access & FLAGS); // static, abstract, synchronized, varargs ...
        return new Ingredients(form);
    }

    // Instructions: the operation and all its operands --------------------------------------------------------------

    @Override
    public void visitInsn(int opcode) {
        form.tag(opcode);
        if (opcode == Opcodes.IALOAD && form.length() - 1 == afterOrdinal) {
            afterTableLookUp = form.length();
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        form.tag(opcode).number(operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        form.tag(opcode).number(variable);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        form.tag(Opcodes.IINC).number(variable).number(increment);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        form.tag(opcode).name(type);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        form.tag(Opcodes.MULTIANEWARRAY).name(descriptor).number(dimensions);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        form.tag(opcode);
        if (Edges.isSwitchMap(name)) {
            openSwitches.add(new EnumNumbers(owner, name)); // owner and numbers are javac's choice, see visitSwitch
        } else {
            form.name(owner).name(name).name(descriptor);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        form.tag(opcode);
        callee(form, owner, name, descriptor);
        if (name.equals("ordinal") && descriptor.equals("()I")) {
            afterOrdinal = form.length();
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        form.tag(Opcodes.INVOKEDYNAMIC).name(name).name(descriptor);
        handle(form, bootstrap); // what kind of site: lambda, string concatenation ...
        form.number(arguments.length);
        for (Object argument : arguments) {
            constant(form, argument); // the lambda's body, the recipe of the string, the components of the record ...
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        form.tag(Opcodes.LDC);
        constant(form, value);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        form.tag(opcode);
        target(target);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... targets) {
        int[] numbers = new int[targets.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = min + i;
        }
        visitSwitch(other, numbers, targets);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] numbers, Label[] targets) {
        visitSwitch(other, numbers, targets);
    }

    /**
     * A switch: its cases, without those that go where the default goes. Over an enum, a case is named by its constant:
     * the numbers are given out by javac in the order of all switches of the source file.
     */
    private void visitSwitch(Label other, int[] numbers, Label[] targets) {
        boolean overEnum = form.length() == afterTableLookUp && !openSwitches.isEmpty();
        form.tag(SWITCH);
        target(other);
        SortedMap<Integer, Label> cases = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            if (targets[i] != other) {
                cases.put(numbers[i], targets[i]);
            }
        }
        if (overEnum) {
            EnumNumbers table = openSwitches.remove(openSwitches.size() - 1);
            form.reference(new EnumCases(table.owner(), table.field(), cases, this::position));
        } else {
            form.number(cases.size());
            cases.forEach((number, target) -> {
                form.number(number);
                target(target);
            });
        }
    }

    // Positions ------------------------------------------------------------------------------------------------------

    /** Which instructions are protected, where the handler is, and what it catches. */
    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        form.tag(TRY_CATCH);
        target(start);
        target(end);
        target(handler);
        form.name(type == null ? "" : type);
    }

    /** A place that something may refer to. It counts only where something does, as a position in the form. */
    @Override
    public void visitLabel(Label label) {
        positions.put(label, form.length());
    }

    private void target(Label label) {
        jumps.add(new Jump(form.reserve(), label));
    }

    private int position(Label label) {
        return Objects.requireNonNull(positions.get(label), "a jump to no place");
    }

    @Override
    public void visitEnd() {
        for (Jump jump : jumps) {
            form.fill(jump.place(), position(jump.target()));
        }
        openSwitches.forEach(form::reference); // not javac's pattern: the whole table counts
    }

    // Constants ------------------------------------------------------------------------------------------------------

    /** A method by name; if the name may be made up by javac (a lambda's), what stands behind it is looked up later. */
    private static void callee(CanonicalForm form, String owner, String name, String descriptor) {
        if (name.indexOf('$') >= 0) {
            form.reference(new Callee(owner, name, descriptor));
        } else {
            form.name(owner).name(name).name(descriptor);
        }
    }

    private static void handle(CanonicalForm form, Handle handle) {
        form.tag(handle.getTag());
        callee(form, handle.getOwner(), handle.getName(), handle.getDesc());
    }

    /** A constant of any kind, with its type. */
    static void constant(CanonicalForm form, Object value) {
        form.tag(CONSTANT);
        if (value instanceof String text) {
            form.tag('s').text(text);
        } else if (value instanceof Double number) {
            form.tag('D').number(Double.doubleToRawLongBits(number));
        } else if (value instanceof Float number) {
            form.tag('F').number(Float.floatToRawIntBits(number));
        } else if (value instanceof Long number) {
            form.tag('J').number(number.longValue());
        } else if (value instanceof Integer number) {
            form.tag('I').number(number.intValue());
        } else if (value instanceof Short number) {
            form.tag('S').number(number.intValue());
        } else if (value instanceof Byte number) {
            form.tag('B').number(number.intValue());
        } else if (value instanceof Character character) {
            form.tag('C').number((int) character.charValue());
        } else if (value instanceof Boolean truth) {
            form.tag('Z').number(truth ? 1 : 0);
        } else if (value instanceof Type type) {
            form.tag('t').name(type.getDescriptor());
        } else if (value instanceof Handle handle) {
            form.tag('h');
            handle(form, handle);
        } else if (value instanceof ConstantDynamic constant) {
            form.tag('d').name(constant.getName()).name(constant.getDescriptor());
            handle(form, constant.getBootstrapMethod());
            int arguments = constant.getBootstrapMethodArgumentCount();
            form.number(arguments);
            for (int i = 0; i < arguments; i++) {
                constant(form, constant.getBootstrapMethodArgument(i));
            }
        } else {
            throw new IllegalArgumentException("unknown constant in a class file: " + value.getClass());
        }
    }
}
