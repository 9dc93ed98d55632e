package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.cb1network.engine.runner.fingerprint.MemberCode.AnnotationCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Reads a class file into a {@link ClassCode}. What counts is decided in {@link Ingredients} and {@link Edges}; this
 * class only shows them the parts.
 */
final class ClassCodeReader extends ClassVisitor {

    private static final int API = Opcodes.ASM9;

    /** Packages of annotations that speak to checkers only: they cannot change what the code does. */
    private static final Set<String> CHECKER_ANNOTATIONS =
            Set.of("java/lang/", "org/jspecify/annotations/", "com/google/errorprone/annotations/");

    private final Edge.Table table;
    private @Nullable ClassCode code;
    private CanonicalForm declaration = new CanonicalForm();
    private final List<AnnotationCode> annotations = new ArrayList<>(0);

    private ClassCodeReader(Edge.Table table) {
        super(API);
        this.table = table;
    }

    /** Reads a class file; debug information and stack maps are passed over. */
    static ClassCode read(byte[] classFile, Edge.Table table) {
        ClassCodeReader reader = new ClassCodeReader(table);
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reader.code();
    }

    private ClassCode code() {
        if (code == null) {
            throw new IllegalStateException("not a class file");
        }
        return code;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        String parent = superName == null ? "" : superName;
        List<String> parents = interfaces == null ? List.of() : List.of(interfaces);
        boolean isRecord = (access & Opcodes.ACC_RECORD) != 0;
        code = new ClassCode(name, access, parent, parents);
        declaration = Ingredients.type(access, parent, parents, isRecord && signature != null ? signature : "");
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        code().enclosingClass = owner;
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        code().permittedSubclasses.add(subclass);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, @Nullable String signature) {
        Ingredients.recordComponent(declaration, name, descriptor, signature == null ? "" : signature);
        typesIn(signature == null ? descriptor : signature, code().componentTypes::add);
        // The compiler copies annotations of a component to its field and accessor or here, as their targets say.
        return new RecordComponentVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible, annotations);
            }
        };
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        code().marksBoundary |= type.equals(ProjectScope.BOUNDARY_MARK);
        return annotation(type, visible, annotations);
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        List<AnnotationCode> onField = new ArrayList<>(0);
        add(
                MemberId.Kind.FIELD,
                name,
                descriptor,
                access,
                descriptor,
                Ingredients.field(access, value == null ? "" : value),
                List.of(),
                onField);
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible, onField);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        CanonicalForm form = new CanonicalForm();
        List<AnnotationCode> onMethod = new ArrayList<>(0);
        List<Edge> inDefault = new ArrayList<>(0);
        return new Edges(table, code().name, Ingredients.method(form, access)) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible, onMethod);
            }

            @Override
            public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
                return annotation(type, visible, onMethod);
            }

            /** The default of an annotation's element, which stands in its accessor. */
            @Override
            public AnnotationVisitor visitAnnotationDefault() {
                return new Values(form, inDefault, () -> {});
            }

            @Override
            public void visitEnd() {
                super.visitEnd();
                inDefault.addAll(found());
                String declared = signature == null ? descriptor : signature;
                add(MemberId.Kind.METHOD, name, descriptor, access, declared, form, inDefault, onMethod);
            }
        };
    }

    @Override
    public void visitEnd() {
        add(MemberId.Kind.TYPE, "", "", code().access, "", declaration, List.of(), annotations);
    }

    private void add(
            MemberId.Kind kind,
            String name,
            String descriptor,
            int access,
            String signature,
            CanonicalForm form,
            List<Edge> edges,
            List<AnnotationCode> on) {
        code().add(new MemberCode(code(), kind, name, descriptor, access, signature, form, edges, on));
    }

    /** All classes named in a generic signature or a descriptor. */
    static void typesIn(String signature, Consumer<String> into) {
        SignatureVisitor visitor = new SignatureVisitor(API) {
            private String current = "";

            @Override
            public void visitClassType(String name) {
                current = name;
                into.accept(name);
            }

            @Override
            public void visitInnerClassType(String name) {
                current = current + "$" + name;
                into.accept(current);
            }
        };
        if (signature.startsWith("(") || signature.startsWith("<")) {
            new SignatureReader(signature).accept(visitor);
        } else {
            new SignatureReader(signature).acceptType(visitor);
        }
    }

    // Annotations ----------------------------------------------------------------------------------------------------

    /** Annotations that can be read at run time count, except those for checkers. */
    private @Nullable AnnotationVisitor annotation(String descriptor, boolean visible, List<AnnotationCode> into) {
        String type = Edges.elementOf(descriptor);
        if (!visible || descriptor.equals(ProjectScope.BOUNDARY_MARK) || isForCheckers(type)) {
            return null;
        }
        CanonicalForm form = new CanonicalForm().name(type);
        List<Edge> edges = new ArrayList<>(0);
        return new Values(form, edges, () -> into.add(new AnnotationCode(type, form, edges)));
    }

    private static boolean isForCheckers(String type) {
        return CHECKER_ANNOTATIONS.stream().anyMatch(type::startsWith);
    }

    /** The values of one annotation, or of one array or annotation within. */
    private final class Values extends AnnotationVisitor {

        private final CanonicalForm form;
        private final List<Edge> edges;
        private final Runnable end;

        Values(CanonicalForm form, List<Edge> edges, Runnable end) {
            super(API);
            this.form = form;
            this.edges = edges;
            this.end = end;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            element(name);
            if (value.getClass().isArray()) {
                int length = java.lang.reflect.Array.getLength(value);
                form.tag('[').number(length);
                for (int i = 0; i < length; i++) {
                    Ingredients.constant(form, java.lang.reflect.Array.get(value, i));
                }
            } else {
                Ingredients.constant(form, value);
            }
            if (value instanceof Type type) {
                String element = Edges.elementOf(type.getDescriptor());
                if (!element.isEmpty()) {
                    edges.add(table.edge(Edge.Kind.CLASS_LITERAL, element, "", ""));
                }
            }
        }

        @Override
        public void visitEnum(@Nullable String name, String descriptor, String value) {
            element(name);
            form.tag('e').name(descriptor).name(value);
            edges.add(table.edge(Edge.Kind.FIELD, Edges.elementOf(descriptor), value, descriptor));
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            element(name);
            form.tag('@').name(descriptor);
            return new Values(form, edges, () -> {});
        }

        @Override
        public AnnotationVisitor visitArray(@Nullable String name) {
            element(name);
            form.tag('[');
            return new Values(form, edges, () -> {});
        }

        @Override
        public void visitEnd() {
            form.tag(']');
            end.run();
        }

        private void element(@Nullable String name) {
            form.tag('=').name(name == null ? "" : name);
        }
    }
}
