package org.cb1network.engine.runner.fingerprint;

import com.google.common.base.Suppliers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cb1network.cache.Digest;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;

/**
 * Computes the code fingerprint of a stage: of all classes that its class names, that these name, and so on.
 *
 * <p><b>What is included.</b> A top-level class is included with its nested classes. A class is named by supertypes,
 * types of fields, parameters and results, type arguments, calls, lambdas, literals and annotations. The declaration,
 * fields and methods of each class are hashed without debug information ({@link ClassCodeReader}).
 *
 * <p><b>Where it ends.</b> At types marked as {@link org.cb1network.engine.stage.EngineBoundary}: only the types in
 * their declarations are followed, because the engine exchanges such objects with the stage. At the JDK, which is not
 * included. At third-party libraries, which are included by coordinates and digest, together with the libraries that
 * they need ({@link LibraryTable}). Classes of no known library, such as those of a plugin, are followed like the
 * program's own.
 *
 * <p><b>Resources.</b> A class that reads files of the class path is included with the files, and all files in the
 * folders, that its string constants name.
 *
 * <p><b>If class files do not say what is used,</b> all classes and resources whose package begins with the same two
 * names ({@code org.cb1network}) are included, and the fingerprint says why ({@link CodeFingerprint#reasons()}). This
 * applies to a class that uses reflection ({@link ReflectiveApi}), with the classes that its strings name; to a class
 * that reads resources and names none; and to an open type that the engine exchanges with stages.
 *
 * <p>Class files are read once and shared by the fingerprints of all stages. Safe for use by several threads.
 */
public final class CodeFingerprinter {

    /** Descriptor of the boundary annotation. */
    private static final String BOUNDARY_MARK = "Lorg/cb1network/engine/stage/EngineBoundary;";

    /** Packages of annotations for checkers, which cannot change what code does. */
    private static final List<String> CHECKER_ANNOTATIONS =
            List.of("Ljava/lang/", "Lorg/jspecify/annotations/", "Lcom/google/errorprone/annotations/");

    private final ClassSource source;
    private final Supplier<LibraryTable> libraries;
    private final CodeIndex index;
    private final Map<String, Optional<ClassCode>> classes = new HashMap<>();
    private final Map<String, Boolean> marks = new HashMap<>();
    private final Map<String, CodeFingerprint> known = new HashMap<>();
    private @Nullable String program;

    /**
     * Creates a fingerprinter over class files that do not change while it is in use.
     *
     * @param source source of class files
     * @param libraries third-party libraries by class
     */
    public CodeFingerprinter(ClassSource source, LibraryTable libraries) {
        this(source, () -> libraries, CodeIndex.empty());
    }

    private CodeFingerprinter(ClassSource source, Supplier<LibraryTable> libraries, CodeIndex index) {
        this.source = source;
        this.libraries = libraries;
        this.index = index;
    }

    /**
     * Returns a fingerprinter for stages of a class loader: that of the running program, or one for plugins whose
     * parent is this program's. If the program is a built jar, it uses the digests computed at build time.
     */
    public static CodeFingerprinter of(ClassLoader loader) {
        ClassSource source = ClassSource.of(loader);
        // A plugin's own jar is not a library: its classes are followed.
        ClassLoader program = CodeFingerprinter.class.getClassLoader();
        return new CodeFingerprinter(source, Suppliers.memoize(() -> LibraryTable.of(program)), CodeIndex.of(source));
    }

    /**
     * Returns the digest of a stage's fingerprint; in a built program without reading class files.
     *
     * @param stageClass binary name of the stage class, as in {@link Class#getName()}
     * @throws IllegalArgumentException if there is no such class
     */
    public String digestOf(String stageClass) {
        return index.digest(stageClass).orElseGet(() -> of(stageClass).digest());
    }

    /**
     * Returns a digest of all files of the program and, in a built program, of the list of its libraries, in
     * hexadecimal. A built program need not read the files.
     */
    public synchronized String programDigest() {
        String digest = program;
        if (digest == null) {
            StringBuilder text = new StringBuilder();
            Map<String, Long> files = index.files().isEmpty() ? CodeIndex.stamps(source) : index.files();
            for (Map.Entry<String, Long> file : files.entrySet()) {
                text.append(file.getKey()).append('\n').append(file.getValue()).append('\n');
            }
            digest = Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
            program = digest;
        }
        return digest;
    }

    /**
     * Returns the fingerprint of a stage, computed once. It reads all included class files that have not been read for
     * another stage.
     *
     * @param stageClass binary name of the stage class, as in {@link Class#getName()}
     * @throws IllegalArgumentException if there is no such class
     */
    public synchronized CodeFingerprint of(String stageClass) {
        CodeFingerprint fingerprint = known.get(stageClass);
        if (fingerprint == null) {
            ClassCode stage = find(internal(stageClass))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no class file of the stage " + stageClass + " on the class path"));
            fingerprint = new ClassClosure(this, source, libraries.get()).of(stageClass, stage);
            known.put(stageClass, fingerprint);
        }
        return fingerprint;
    }

    /** Returns the top-level class that contains a class, by internal name; empty if there is no class file. */
    Optional<ClassCode> find(String name) {
        Optional<ClassCode> found = classes.get(name);
        if (found == null) {
            found = parse(name)
                    .flatMap(type -> type.nestHostClass == null ? Optional.of(read(type)) : find(type.nestHostClass));
            classes.put(name, found);
        }
        return found;
    }

    private ClassCode read(ClassNode top) {
        List<ClassNode> nest = new ArrayList<>(List.of(top));
        for (String nested : top.nestMembers == null ? List.<String>of() : top.nestMembers) {
            nest.add(parse(nested).orElseThrow(() -> new IllegalStateException("no class file of " + nested)));
        }
        return ClassCodeReader.read(nest, isBoundary(top.name), this::counts);
    }

    private Optional<ClassNode> parse(String name) {
        return source.bytes(name + ".class").map(ClassCodeReader::parse);
    }

    private boolean counts(String annotation) {
        return CHECKER_ANNOTATIONS.stream().noneMatch(annotation::startsWith)
                && !annotation.equals(BOUNDARY_MARK)
                && !isBoundary(annotation.substring(1, annotation.length() - 1));
    }

    private boolean isBoundary(String name) {
        return isMarked(name) || isMarked(name.substring(0, name.lastIndexOf('/') + 1) + "package-info");
    }

    private boolean isMarked(String name) {
        return marks.computeIfAbsent(
                name,
                n -> parse(n).map(type -> type.visibleAnnotations)
                        .filter(annotations -> annotations.stream().anyMatch(one -> one.desc.equals(BOUNDARY_MARK)))
                        .isPresent());
    }

    static String internal(String className) {
        return className.replace('.', '/');
    }
}
