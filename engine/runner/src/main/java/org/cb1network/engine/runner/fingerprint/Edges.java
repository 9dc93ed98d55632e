package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.fingerprint.Edge.Kind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Owns the decision what leads from the body of a method to other code.
 *
 * <p>Classes in {@code java.*} end here: the JDK is no part of a fingerprint, only its reflective methods count (see
 * {@link ReflectiveApi}). What an edge means further on, for example which overrides a virtual call reaches, is decided
 * in {@link Reachability}.
 */
class Edges extends MethodVisitor {

    private final Edge.Table table;
    private final String user;
    private final List<Edge> edges = new ArrayList<>();
    private final List<String> strings = new ArrayList<>(0);
    private boolean reflective;

    /**
     * Looks at each instruction and hands it on.
     *
     * @param table where edges are kept
     * @param user internal name of the class that has the method
     * @param next sees the same instructions
     */
    Edges(Edge.Table table, String user, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.table = table;
        this.user = user;
    }

    /** What was found, in the order of the code. */
    List<Edge> found() {
        if (reflective) {
            strings.forEach(text -> edges.add(table.edge(Kind.TEXT, user, text, "")));
        }
        return edges;
    }

    /** Catching an exception depends on its supertypes. */
    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        super.visitTryCatchBlock(start, end, handler, type);
        if (type != null) {
            type(Kind.TYPE, type);
        }
    }

    /** new: an instance; checkcast, instanceof, anewarray: the declaration. */
    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        type(opcode == Opcodes.NEW ? Kind.NEW : Kind.TYPE, elementOf(type));
    }

    /** A new array of arrays: the declaration. */
    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        super.visitMultiANewArrayInsn(descriptor, dimensions);
        type(Kind.TYPE, elementOf(descriptor));
    }

    /** A field; the table of a switch over an enum stands in a field, too, but means the constants of that enum. */
    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        member(isSwitchMap(name) ? Kind.SWITCH_MAP : Kind.FIELD, owner, name, descriptor);
    }

    /** A method. */
    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        switch (opcode) {
            case Opcodes.INVOKESTATIC -> call(Kind.CALL_STATIC, owner, name, descriptor);
            case Opcodes.INVOKESPECIAL -> call(Kind.CALL_SPECIAL, owner, name, descriptor);
            default -> call(Kind.CALL_VIRTUAL, owner, name, descriptor);
        }
        if (name.equals("desiredAssertionStatus") && owner.equals("java/lang/Class")) {
            giveBackLiteral();
        }
    }

    /** Lambdas, method references, string concatenation, methods of records, switches over patterns. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        bootstrap(bootstrap, arguments);
        if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
            type(Kind.NEW, elementOf(Type.getReturnType(descriptor).getDescriptor()));
        }
    }

    /** Class literals, and strings that may name something. */
    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        if (value instanceof String text) {
            strings.add(text);
        } else if (value instanceof Type type && type.getSort() != Type.METHOD) {
            type(Kind.CLASS_LITERAL, elementOf(type.getDescriptor()));
        } else {
            bootstrapArgument(value);
        }
    }

    private void bootstrap(Handle bootstrap, Object... arguments) {
        if (!bootstrap.getOwner().startsWith("java/lang/")) {
            handle(bootstrap);
            reflection("the bootstrap method ".concat(bootstrap.getName()));
        }
        for (Object argument : arguments) {
            bootstrapArgument(argument);
        }
    }

    private void bootstrapArgument(Object argument) {
        if (argument instanceof Handle handle) {
            handle(handle);
        } else if (argument instanceof Type type && type.getSort() != Type.METHOD) {
            type(Kind.TYPE, elementOf(type.getDescriptor()));
        } else if (argument instanceof ConstantDynamic constant) {
            Object[] arguments = new Object[constant.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = constant.getBootstrapMethodArgument(i);
            }
            bootstrap(constant.getBootstrapMethod(), arguments);
        }
    }

    private void handle(Handle handle) {
        String owner = handle.getOwner();
        String name = handle.getName();
        String descriptor = handle.getDesc();
        switch (handle.getTag()) {
            case Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD, Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC ->
                member(Kind.FIELD, owner, name, descriptor);
            case Opcodes.H_INVOKESTATIC -> call(Kind.CALL_STATIC, owner, name, descriptor);
            case Opcodes.H_INVOKESPECIAL -> call(Kind.CALL_SPECIAL, owner, name, descriptor);
            case Opcodes.H_NEWINVOKESPECIAL -> {
                type(Kind.NEW, owner);
                call(Kind.CALL_SPECIAL, owner, name, descriptor);
            }
            default -> call(Kind.CALL_VIRTUAL, owner, name, descriptor);
        }
    }

    private void call(Kind kind, String owner, String name, String descriptor) {
        String reflectiveApi = ReflectiveApi.describe(owner, name);
        if (!reflectiveApi.isEmpty()) {
            reflection(reflectiveApi);
        }
        if (owner.charAt(0) == '[') {
            type(Kind.TYPE, elementOf(owner)); // clone() of an array
        } else {
            member(kind, owner, name, descriptor);
        }
    }

    private void reflection(String api) {
        edges.add(table.edge(Kind.REFLECTION, user, api, ""));
        reflective = true;
    }

    private void type(Kind kind, String type) {
        if (!type.isEmpty()) {
            member(kind, type, "", "");
        }
    }

    private void member(Kind kind, String owner, String name, String descriptor) {
        if (!owner.startsWith("java/")) {
            edges.add(table.edge(kind, owner, name, descriptor));
        }
    }

    /** javac asks a class whether assertions are on; that gives the class object to no one. */
    private void giveBackLiteral() {
        int last = edges.size() - 1;
        if (last >= 0 && edges.get(last).kind == Kind.CLASS_LITERAL) {
            edges.set(last, table.edge(Kind.TYPE, edges.get(last).owner, "", ""));
        }
    }

    static boolean isSwitchMap(String field) {
        return field.startsWith("$SwitchMap$");
    }

    /** The class behind an internal name or a type descriptor; empty for primitives and their arrays. */
    static String elementOf(String type) {
        int start = 0;
        while (type.charAt(start) == '[') {
            start++;
        }
        if (type.charAt(type.length() - 1) == ';') {
            return type.substring(start + 1, type.length() - 1);
        }
        return start > 0 || type.length() == 1 ? "" : type;
    }
}
