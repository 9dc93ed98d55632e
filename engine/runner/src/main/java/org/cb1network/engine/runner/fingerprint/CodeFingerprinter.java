package org.cb1network.engine.runner.fingerprint;

import com.google.common.base.Suppliers;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.objectweb.asm.tree.ClassNode;

/**
 * Takes the fingerprint of the code of a stage: of all classes that its class names, that these name, and so on.
 *
 * <p><b>What counts.</b> A top-level class counts with all classes nested in it. A class is named by supertypes, types of fields,
 * parameters and results, type arguments, calls, lambdas, literals and annotations. Of each class its declaration, fields and methods are
 * hashed without debug information ({@link ClassCodeReader}).
 *
 * <p><b>Where it ends.</b> At types marked as {@link org.cb1network.engine.stage.EngineBoundary}: of these, only the types that
 * their declarations name are followed, because the engine exchanges objects of them with the stage. At the JDK, which does not count. At
 * third-party libraries, which count by coordinates and digest, together with the libraries that they need ({@link LibraryTable}). Classes
 * of no known library, such as those of a plugin, are followed as the program's own.
 *
 * <p><b>Resources.</b> A class that reads files of the class path counts with the files, and all files in the folders, that its
 * string constants name.
 *
 * <p><b>Where class files do not say it,</b> all classes and resources count whose package begins with the same two names ({@code
 * org.cb1network}), and the fingerprint says why ({@link CodeFingerprint#reasons()}): for a class that uses reflection ({@link
 * ReflectiveApi}), with the classes that its strings name; for one that reads resources and names none; and for an open type that
 * the engine exchanges with stages.
 *
 * <p>Class files are read once and shared by the fingerprints of all stages. May be used by several threads.
 */
public final class CodeFingerprinter {

    /** The mark of a boundary, as class files write it. */
    private static final String BOUNDARY_MARK = "Lorg/cb1network/engine/stage/EngineBoundary;";

    /** Packages of annotations that speak to checkers only: they cannot change what the code does. */
    private static final List<String> CHECKER_ANNOTATIONS =
            List.of("Ljava/lang/", "Lorg/jspecify/annotations/", "Lcom/google/errorprone/annotations/");

    private final ClassSource source;
    private final Supplier<LibraryTable> libraries;
    private final CodeIndex index;
    private final Map<String, Optional<ClassCode>> classes = new HashMap<>();
    private final Map<String, Boolean> marks = new HashMap<>();
    private final Map<String, CodeFingerprint> known = new HashMap<>();

    /**
     * A fingerprinter over class files that do not change during its life.
     *
     * @param source where class files are read from
     * @param libraries which library a third-party class belongs to
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
     * A fingerprinter for stages of a class loader: that of the running program, or one for plugins whose parent this is. Uses the
     * digests that were taken when the program was built, if it is a jar that has them.
     */
    public static CodeFingerprinter of(ClassLoader loader) {
        ClassSource source = ClassSource.of(loader);
        // A plugin's own jar is no library: its classes are followed.
        ClassLoader program = CodeFingerprinter.class.getClassLoader();
        return new CodeFingerprinter(source, Suppliers.memoize(() -> LibraryTable.of(program)), CodeIndex.of(source));
    }

    /**
     * The digest of a stage's fingerprint; in a built program known without reading class files.
     *
     * @param stageClass binary name of the stage class, as {@link Class#getName()} gives it
     * @throws IllegalArgumentException if there is no such class
     */
    public String digestOf(String stageClass) {
        return index.digest(stageClass).orElseGet(() -> of(stageClass).digest());
    }

    /**
     * A digest of all files of the program, in hexadecimal; in a built program known without reading them, and of the list of its
     * libraries, too.
     */
    public String programDigest() {
        Map<String, Long> files = index.files().isEmpty() ? CodeIndex.stamps(source) : index.files();
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((name, stamp) ->
                hasher.putInt(name.length()).putUnencodedChars(name).putLong(stamp));
        return hasher.hash().toString();
    }

    /**
     * The fingerprint of a stage, taken once. Reads all class files that count, unless those of another stage are the same.
     *
     * @param stageClass binary name of the stage class, as {@link Class#getName()} gives it
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

    /** The top-level class around a class, by internal name; empty if there is no class file. */
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
