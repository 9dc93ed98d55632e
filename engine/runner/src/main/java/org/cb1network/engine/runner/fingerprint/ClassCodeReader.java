package org.cb1network.engine.runner.fingerprint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Reads a top-level class with its nested classes into a {@link ClassCode}.
 *
 * <p>Each declaration, field and method is written into its own class file, which is then hashed. The hash therefore
 * does not depend on the order of members or the constant pool of the original. Debug information, stack maps and
 * annotations without effect are omitted ({@link CodeAnnotations}). Names that javac numbers throughout a source file
 * are replaced: that of a lambda by the hash of its body, {@code Kernel$3} by {@code Kernel$update~1}, the first class
 * within {@code update}. A method thus keeps its hash if another one is added above it.
 */
final class ClassCodeReader {

    /** Number of bytes of the SHA-256 kept for one member. */
    private static final int HASH_LENGTH = 16;

    private static final Set<String> METHODS_OF_OBJECT =
            Set.of("toString()Ljava/lang/String;", "hashCode()I", "equals(Ljava/lang/Object;)Z");

    private final Map<String, ClassNode> types = new LinkedHashMap<>();
    private final Map<String, String> stableNames = new HashMap<>();
    private final Map<String, MethodNode> lambdas = new HashMap<>();
    private final Map<MethodNode, String> lambdaNames = new HashMap<>();
    private final Remapper names = new Names();

    private final SortedMap<String, String> members = new TreeMap<>();
    private final SortedSet<String> references = new TreeSet<>();
    private final SortedSet<String> strings = new TreeSet<>();
    private final SortedSet<String> reflection = new TreeSet<>();
    private boolean readsResources;

    private ClassCodeReader(List<ClassNode> nest) {
        nest.forEach(type -> types.put(type.name, type));
        nest.forEach(type -> stableNames.put(type.name, stableName(type.name)));
    }

    /** Parses a class file without the ignored parts. */
    static ClassNode parse(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return type;
    }

    /**
     * Reads a class.
     *
     * @param nest the top-level class, followed by its nested classes; they are modified
     * @param boundary whether the class is a boundary, so that its methods' bodies are ignored
     * @param countsAnnotation whether an annotation type, given by its descriptor, can change what code does
     */
    static ClassCode read(List<ClassNode> nest, boolean boundary, Predicate<String> countsAnnotation) {
        ClassCodeReader reader = new ClassCodeReader(nest);
        nest.forEach(new CodeAnnotations(countsAnnotation)::strip);
        nest.forEach(type -> reader.prepare(type, boundary));
        nest.forEach(reader::add);
        ClassNode top = nest.get(0);
        boolean open = (top.access & Opcodes.ACC_ABSTRACT) != 0 && top.permittedSubclasses == null;
        return new ClassCode(
                top.name,
                boundary,
                open,
                reader.members,
                reader.references,
                reader.strings,
                reader.reflection,
                reader.readsResources);
    }

    /** Separates synthetic members and removes what has no effect. */
    private void prepare(ClassNode type, boolean boundary) {
        type.version = Opcodes.V17;
        type.access &= ~Opcodes.ACC_DEPRECATED;
        type.fields.forEach(field -> field.access &= ~Opcodes.ACC_DEPRECATED);
        for (MethodNode method : List.copyOf(type.methods)) {
            method.access &= ~Opcodes.ACC_DEPRECATED;
            if (boundary) {
                method.instructions.clear();
                method.tryCatchBlocks.clear();
            }
            method.instructions.forEach(ClassCodeReader::nameOwner);
            if ((method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == Opcodes.ACC_SYNTHETIC) {
                type.methods.remove(method);
                lambdas.put(type.name + "." + method.name + method.desc, method);
                method.name = "lambda";
            }
        }
        // These follow from what the code uses and from the positions of classes in the source file.
        type.innerClasses.clear();
        type.outerClass = null;
        type.nestHostClass = null;
        type.nestMembers = null;
        if (type.permittedSubclasses != null) {
            // Without 'permits' in the source, javac lists them in an order that differs between versions and orders of
            // files.
            type.permittedSubclasses =
                    type.permittedSubclasses.stream().sorted().toList();
        }
    }

    /** Since JDK 18, javac calls {@code toString} and the like on an interface and no longer on {@code Object}. */
    private static void nameOwner(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call
                && call.itf
                && METHODS_OF_OBJECT.contains(call.name + call.desc)
                && call.getOpcode() == Opcodes.INVOKEINTERFACE) {
            call.setOpcode(Opcodes.INVOKEVIRTUAL);
            call.owner = "java/lang/Object";
            call.itf = false;
        }
    }

    private void add(ClassNode type) {
        String top = types.keySet().iterator().next();
        String nested = type.name.equals(top)
                ? ""
                : names.map(type.name).substring(top.length() + 1).replace('$', '.');
        String of = nested.isEmpty() ? "" : " of " + nested;
        for (FieldNode field : type.fields) {
            put("field " + field.name + of, hash(type, field::accept));
        }
        for (MethodNode method : type.methods) {
            put(describe(method) + of, hash(type, method::accept));
        }
        type.fields.clear();
        type.methods.clear();
        put("declaration" + of, hash(type, type::accept));
    }

    /**
     * Stores a hash under a name for messages. Overloads whose parameters have the same simple names share a name and
     * are hashed together.
     */
    private void put(String member, String hash) {
        members.merge(member, hash, (one, other) -> one.compareTo(other) < 0 ? one + other : other + one);
    }

    private String describe(MethodNode method) {
        if (method.name.equals("<clinit>")) {
            return "static initialiser";
        }
        String parameters = Stream.of(Type.getArgumentTypes(names.mapMethodDesc(method.desc)))
                .map(type -> type.getClassName().replaceFirst(".*[.$](?=.)", ""))
                .collect(Collectors.joining(", ", "(", ")"));
        return (method.name.equals("<init>") ? "constructor" : "method " + method.name) + parameters;
    }

    // Hashing --------------------------------------------------------------------------------------------------------

    private String hash(ClassNode owner, Consumer<ClassVisitor> member) {
        ClassWriter file = new ClassWriter(0);
        // A declaration replaces this.
        file.visit(Opcodes.V17, 0, names.map(owner.name), null, "java/lang/Object", null);
        member.accept(new ClassRemapper(file, names));
        return HexFormat.of().formatHex(sha256().digest(file.toByteArray()), 0, HASH_LENGTH);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // Names that javac numbers ---------------------------------------------------------------------------------------

    private String lambdaName(String owner, MethodNode lambda) {
        String known = lambdaNames.get(lambda);
        if (known == null) {
            lambdaNames.put(lambda, "lambda"); // one that calls itself
            known = "lambda " + hash(Objects.requireNonNull(types.get(owner)), lambda::accept);
            lambdaNames.put(lambda, known);
        }
        return known;
    }

    private String stableName(String name) {
        ClassNode type = types.get(name);
        int nesting = name.lastIndexOf('$');
        if (type == null || nesting < 0) {
            return name;
        }
        if (type.outerClass == null) {
            return stableName(name.substring(0, nesting)) + name.substring(nesting);
        }
        boolean isSwitch = (type.access & Opcodes.ACC_SYNTHETIC) != 0; // a table of constants in switches over enums
        String method = isSwitch ? "switch" : type.outerMethod == null ? "" : type.outerMethod;
        String ownName = withoutNumber(name);
        long earlier = types.values().stream()
                .filter(other -> type.outerClass.equals(other.outerClass)
                        && Objects.equals(type.outerMethod, other.outerMethod)
                        && withoutNumber(other.name).equals(ownName)
                        && number(other.name) < number(name))
                .count();
        return stableName(type.outerClass) + "$" + method + "~" + (earlier + 1) + ownName;
    }

    /** Returns {@code Helper} for {@code Kernel$2Helper}, and an empty text for {@code Kernel$2}. */
    private static String withoutNumber(String name) {
        return name.substring(name.lastIndexOf('$') + 1).replaceFirst("^\\d+", "");
    }

    private static int number(String name) {
        String digits = name.substring(name.lastIndexOf('$') + 1).replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Maps every name in the code to the name to write instead. */
    private final class Names extends Remapper {

        Names() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String type) {
            if (!types.containsKey(type)) {
                references.add(type);
            }
            return stableNames.getOrDefault(type, type);
        }

        @Override
        public String mapMethodName(@Nullable String owner, String name, String descriptor) {
            if (owner == null) {
                return name; // a declaration
            }
            if (ReflectiveApi.isReflection(owner, name)) {
                reflection.add(owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name);
            }
            readsResources |= ReflectiveApi.readsResources(owner, name);
            MethodNode lambda = lambdas.get(owner + "." + name + descriptor);
            return lambda == null ? name : lambdaName(owner, lambda);
        }

        @Override
        public @Nullable Object mapValue(@Nullable Object constant) {
            if (constant instanceof String text) {
                strings.add(text);
            }
            return super.mapValue(constant);
        }
    }
}
