package org.cb1network.engine.runner.fingerprint;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds out what code a stage can reach inside the project, and takes its fingerprint.
 *
 * <p><b>What counts.</b> From the stage class the fingerprinter follows calls, handles and lambdas, field accesses, created
 * objects, class literals, casts, caught exceptions, annotations and supertypes, method by method ({@link Edges} lists
 * them). A virtual call reaches the overrides in all classes that reached code creates; a created object's methods
 * count if the JDK, a library or the engine may call them through a supertype of theirs. Of each method, field and class
 * declaration reached, what determines its behaviour is hashed ({@link Ingredients} lists it); debug information,
 * order in the file and names made up by the compiler are not.
 *
 * <p><b>Where it ends.</b> At types marked {@link org.cb1network.engine.stage.EngineBoundary}, of which only what is called
 * counts, by name and descriptor. At the JDK, which does not count. At third-party libraries, which count by coordinates and
 * digest, together with the libraries they need ({@link LibraryIndex}).
 *
 * <p><b>Objects from outside.</b> The engine builds the parameters of a stage and what its own methods return. Hence of a
 * type of the project that a class literal, the signature of a called boundary method or the signature of a stage
 * method names, the constructors count, and those of its subtypes; if it is a record, those of its components' types, too.
 *
 * <p><b>Where reachability cannot be known</b>, more counts than can be shown to be reached, and the fingerprint says why
 * ({@link CodeFingerprint#reasons()}):
 *
 * <ul>
 *   <li>Code that uses reflection, {@code ServiceLoader}, resources or the like ({@link ReflectiveApi} lists it) is taken to
 *       reach all classes and resources of its own top-level package ({@code org.cb1network.stages.science}), everything its string
 *       constants name, and all of the classes whose literals it takes, with their subtypes. The limit: a name that is put
 *       together at run time and leads into another top-level package is not seen.
 *   <li>A third-party class that is in no known library counts by the bytes of all classes of its package.
 * </ul>
 *
 * <p>Class files are read once and shared by the fingerprints of all stages. May be used by several threads.
 */
public final class CodeFingerprinter {

    private final ProjectCode code;
    private final MemberHasher hasher;
    private final LibraryIndex libraries;
    private final CodeIndex index;
    private final Map<String, CodeFingerprint> known = new HashMap<>();

    /**
     * A fingerprinter over class files that do not change during its life.
     *
     * @param source where class files are read from
     * @param scope which classes are the project's own
     * @param libraries which library a third-party class belongs to
     */
    public CodeFingerprinter(ClassSource source, ProjectScope scope, LibraryIndex libraries) {
        this(source, scope, libraries, CodeIndex.empty());
    }

    CodeFingerprinter(ClassSource source, ProjectScope scope, LibraryIndex libraries, CodeIndex index) {
        this.code = new ProjectCode(source, scope);
        this.hasher = new MemberHasher(code);
        this.libraries = libraries;
        this.index = index;
    }

    /**
     * A fingerprinter for the running program: its classes and libraries as a class loader sees them, and the digests that
     * were taken when it was built, if it is a jar that has them.
     */
    public static CodeFingerprinter of(ClassLoader loader, ProjectScope scope) {
        ClassSource source = ClassSource.of(loader);
        return new CodeFingerprinter(source, scope, LibraryIndex.of(loader, scope), CodeIndex.of(source));
    }

    /**
     * The digest of a stage's fingerprint; in a built program known without reading class files.
     *
     * @param stageClass binary name of the stage class, as {@link Class#getName()} gives it
     * @throws IllegalArgumentException if there is no such class in the project
     */
    public String digestOf(String stageClass) {
        return index.digest(stageClass).orElseGet(() -> of(stageClass).digest());
    }

    /**
     * The fingerprint of a stage, taken once. Reads all class files that the stage reaches, unless another stage has reached them.
     *
     * @param stageClass binary name of the stage class, as {@link Class#getName()} gives it
     * @throws IllegalArgumentException if there is no such class in the project
     */
    public synchronized CodeFingerprint of(String stageClass) {
        return known.computeIfAbsent(stageClass, this::take);
    }

    private CodeFingerprint take(String stageClass) {
        ClassCode stage = code.find(stageClass.replace('.', '/'));
        if (stage == null) {
            throw new IllegalArgumentException("no class file of the stage " + stageClass
                    + " on the class path, or not in " + code.scope().prefix() + "*");
        }
        return new Reachability(code, hasher, libraries).from(stage);
    }
}
