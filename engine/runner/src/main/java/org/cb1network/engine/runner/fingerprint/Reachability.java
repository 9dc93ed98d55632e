package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.fingerprint.MemberCode.AnnotationCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Follows edges from one stage until nothing new is reached ("rapid type analysis": a virtual call reaches the overrides
 * in the classes of which an instance may exist). Members are visited breadth first, so that paths are short.
 */
final class Reachability {

    /** Packages of the JDK other than {@code java.*}; libraries may have classes there, too, and are asked first. */
    private static final List<String> JDK = List.of(
            "javax/",
            "jdk/",
            "sun/",
            "com/sun/",
            "org/w3c/dom/",
            "org/xml/sax/",
            "org/ietf/jgss/",
            "netscape/javascript/");

    private static final Pattern NAME_OF_SOMETHING = Pattern.compile("[\\w./$-]{1,200}");

    private final ProjectCode code;
    private final MemberHasher hasher;
    private final LibraryIndex libraries;

    // The result, growing.
    /** Each reached member, with the one that led to it; null for the stage's own. */
    private final Map<MemberCode, @Nullable MemberCode> reached = new LinkedHashMap<>();
    /** What counts besides members of classes. */
    private final Map<MemberId, Reached> files = new HashMap<>();

    private final SortedMap<String, String> reachedLibraries = new TreeMap<>();
    private final SortedSet<String> reasons = new TreeSet<>();

    // Work to do.
    private final Queue<Work> open = new ArrayDeque<>();

    // Done already.
    private final BitSet followed = new BitSet();
    private final Set<ClassCode> touched = new HashSet<>();
    private final Set<ClassCode> initialised = new HashSet<>();
    private final Set<ClassCode> instantiated = new HashSet<>();
    private final Set<ClassCode> builtOutside = new HashSet<>();
    private final Set<ClassCode> givenAway = new HashSet<>();
    private final Set<MemberCode> parts = new HashSet<>();
    private final Set<String> coarseFolders = new HashSet<>();
    private final Set<String> foreignPackages = new HashSet<>();

    // Both sides of dynamic dispatch, by the type that the call names.
    private final Map<ClassCode, List<VirtualCall>> calls = new HashMap<>();
    private final Map<ClassCode, List<ClassCode>> instances = new HashMap<>();

    /** Edges to follow, and the member to name as their origin: for a lambda the method around it. */
    private record Work(List<Edge> edges, MemberCode user) {}

    private record VirtualCall(String key, MemberCode user) {}

    Reachability(ProjectCode code, MemberHasher hasher, LibraryIndex libraries) {
        this.code = code;
        this.hasher = hasher;
        this.libraries = libraries;
    }

    CodeFingerprint from(ClassCode stage) {
        begin(stage);
        for (Work work = open.poll(); work != null; work = open.poll()) {
            for (Edge edge : work.edges()) {
                if (!followed.get(edge.number)) {
                    followed.set(edge.number);
                    follow(edge, work.user());
                }
            }
        }
        SortedMap<MemberId, Reached> members = new TreeMap<>(files);
        reached.forEach((member, from) -> members.put(
                hasher.id(member),
                new Reached(hasher.hash(member), Optional.ofNullable(from == null ? null : hasher.id(from)))));
        return new CodeFingerprint(stage.name.replace('/', '.'), members, reachedLibraries, reasons);
    }

    /** The engine creates the stage and may call all its methods, with arguments that it builds. */
    private void begin(ClassCode stage) {
        reach(stage.declaration(), null);
        MemberCode origin = stage.declaration();
        for (ClassCode type : code.supertypes(stage)) {
            touch(type, origin);
            if (!code.isBoundary(type)) {
                reachMethods(type, type == stage ? null : origin);
            }
        }
        initialise(stage, origin);
        instantiate(stage, origin);
        for (MemberCode method : callableFromOutside(stage)) {
            buildOutside(typesIn(method.signature), method);
        }
    }

    // What each kind of edge means
    // -------------------------------------------------------------------------------------

    private void follow(Edge edge, MemberCode user) {
        if (edge.kind == Edge.Kind.REFLECTION) {
            countAllAround(edge.owner, edge.name, user);
            return;
        }
        if (edge.kind == Edge.Kind.TEXT) {
            countWhatIsNamed(edge.name, edge.owner, user);
            return;
        }
        boolean overEnum = edge.kind == Edge.Kind.SWITCH_MAP;
        ClassCode type = find(overEnum ? code.enumSwitch(edge.owner, edge.name).enumType() : edge.owner, user);
        if (type == null) {
            return;
        }
        touch(type, user);
        switch (edge.kind) {
            case CALL_STATIC, CALL_SPECIAL -> reachTargets(type, edge.key, user);
            case CALL_VIRTUAL -> {
                reachTargets(type, edge.key, user);
                dispatch(type, new VirtualCall(edge.key, user));
            }
            case FIELD -> reachField(type, edge.key, user);
            case NEW -> instantiate(type, user);
            case CLASS_LITERAL -> giveAway(type, user);
            case SWITCH_MAP -> initialise(type, user);
            default -> {} // the declaration alone
        }
    }

    private void reachTargets(ClassCode type, String key, MemberCode user) {
        for (MemberCode method : code.resolve(type, key)) {
            if (method.has(Opcodes.ACC_STATIC)) {
                initialise(method.owner, user);
            }
            boolean isNew = reach(method, user);
            if (isNew && code.isBoundary(method.owner)) {
                exchange(method);
            }
        }
    }

    private void reachField(ClassCode type, String key, MemberCode user) {
        MemberCode field = code.resolveField(type, key);
        if (field != null) {
            if (field.has(Opcodes.ACC_STATIC)) {
                initialise(field.owner, user);
            }
            reach(field, user);
        }
    }

    /** What a method of the boundary returns comes from the engine; on what it takes the engine may call any method. */
    private void exchange(MemberCode method) {
        buildOutside(typesIn(method.signature), method);
        String arguments = method.signature.substring(0, method.signature.indexOf(')') + 1) + "V";
        for (String name : typesIn(arguments)) {
            ClassCode argument = find(name, method);
            if (argument != null && !code.isBoundary(argument)) {
                for (ClassCode supertype : code.supertypes(argument)) {
                    for (MemberCode callable : supertype.methods()) {
                        if (callable.isVirtual()) {
                            reachTargets(argument, callable.key, method);
                            dispatch(argument, new VirtualCall(callable.key, method));
                        }
                    }
                }
            }
        }
    }

    // Members and declarations
    // -----------------------------------------------------------------------------------------

    /**
     * A member counts from now on; of the boundary, its name and descriptor alone. What javac made up counts as a part of
     * its user.
     *
     * @return whether it did not count before
     */
    private boolean reach(MemberCode member, @Nullable MemberCode from) {
        if (member.isPartOfItsUser() && from != null) {
            if (parts.add(member)) {
                open.add(new Work(member.edges, from));
            }
            return false;
        }
        if (reached.containsKey(member)) {
            return false;
        }
        reached.put(member, from);
        if (!code.isBoundary(member.owner)) {
            open.add(new Work(member.edges, member));
            member.annotations.forEach(annotation -> reachAnnotation(annotation, member));
        }
        return true;
    }

    private void reachAnnotation(AnnotationCode annotation, MemberCode on) {
        if (hasher.counts(annotation)) {
            open.add(new Work(annotation.edges(), on));
            ClassCode type = code.find(annotation.type());
            if (type != null) {
                touch(type, on);
                reachMethods(type, on); // defaults of its elements
            }
        }
    }

    private void reachMethods(ClassCode type, @Nullable MemberCode user) {
        for (MemberCode method : type.methods()) {
            if (!method.isPartOfItsUser()) {
                reach(method, user);
            }
        }
    }

    /** The declaration of a class counts, and those of its supertypes. */
    private void touch(ClassCode type, MemberCode user) {
        if (touched.add(type)) {
            MemberCode declaration = type.declaration();
            reach(declaration, user);
            if (!code.isBoundary(type)) {
                touchSupertype(type.superName, declaration);
                type.interfaces.forEach(name -> touchSupertype(name, declaration));
            }
        }
    }

    private void touchSupertype(String name, MemberCode subtype) {
        ClassCode type = find(name, subtype);
        if (type != null) {
            touch(type, subtype);
        }
    }

    /** The static initialiser runs, after those of the supertypes. */
    private void initialise(ClassCode type, MemberCode user) {
        touch(type, user);
        for (ClassCode c : code.supertypes(type)) {
            MemberCode initialiser = c.method("<clinit>()V");
            if (initialised.add(c) && initialiser != null && !code.isBoundary(c)) {
                reach(initialiser, user);
            }
        }
    }

    // Dynamic dispatch
    // -------------------------------------------------------------------------------------------------

    /** A virtual call reaches the methods of all classes that have instances, and of those that will have. */
    private void dispatch(ClassCode type, VirtualCall call) {
        calls.computeIfAbsent(type, t -> new ArrayList<>()).add(call);
        for (ClassCode receiver : List.copyOf(instances.getOrDefault(type, List.of()))) {
            reachTargets(receiver, call.key(), call.user());
        }
    }

    /** An instance exists: calls made so far may reach its methods, and so may the JDK, libraries and the engine. */
    private void instantiate(ClassCode type, MemberCode user) {
        initialise(type, user);
        if (code.isBoundary(type) || !instantiated.add(type)) {
            return;
        }
        for (ClassCode supertype : code.supertypes(type)) {
            instances.computeIfAbsent(supertype, t -> new ArrayList<>()).add(type);
            for (VirtualCall call : List.copyOf(calls.getOrDefault(supertype, List.of()))) {
                reachTargets(type, call.key(), call.user());
            }
        }
        for (MemberCode method : callableFromOutside(type)) {
            reach(method, user);
        }
    }

    /** Methods of a class that implement or override what a supertype outside the project or of the boundary declares. */
    private List<MemberCode> callableFromOutside(ClassCode type) {
        Set<String> names = new HashSet<>();
        boolean anyName = false;
        for (String outside : code.outsideSupertypes(type)) {
            Set<String> known = JdkCallbacks.of(outside);
            names.addAll(known);
            anyName |= known.isEmpty();
        }
        for (ClassCode supertype : code.supertypes(type)) {
            if (code.isBoundary(supertype)) {
                supertype.methods().forEach(method -> names.add(method.name));
            }
        }
        List<MemberCode> result = new ArrayList<>();
        Set<String> overridden = new HashSet<>();
        for (ClassCode c : code.supertypes(type)) {
            for (MemberCode method : c.methods()) {
                boolean callable = method.isVirtual() && (anyName || names.contains(method.name));
                if (callable && overridden.add(method.key) && !code.isBoundary(c)) {
                    result.add(method);
                }
            }
        }
        return result;
    }

    // Objects that come from outside
    // -----------------------------------------------------------------------------------

    private static Set<String> typesIn(String signature) {
        Set<String> types = new LinkedHashSet<>();
        ClassCodeReader.typesIn(signature, types::add);
        return types;
    }

    private void buildOutside(Iterable<String> types, MemberCode user) {
        for (String name : types) {
            ClassCode type = find(name, user);
            if (type != null) {
                buildOutside(type, user);
            }
        }
    }

    /** The engine or a library may create instances: of the type, of its subtypes, and of a record's components. */
    private void buildOutside(ClassCode type, MemberCode user) {
        if (!builtOutside.add(type)) {
            return;
        }
        touch(type, user);
        if (code.isBoundary(type)) {
            return;
        }
        initialise(type, user);
        for (MemberCode method : type.methods()) {
            if (method.name.equals("<init>")) {
                reach(method, user);
            }
        }
        if (!type.has(Opcodes.ACC_ABSTRACT)) {
            instantiate(type, user);
        }
        buildOutside(type.componentTypes, type.declaration());
        buildOutside(code.directSubtypes(type), type.declaration());
    }

    /** Whoever gets the class object may create instances and use all members, also those of subtypes. */
    private void giveAway(ClassCode type, MemberCode user) {
        if (!givenAway.add(type)) {
            return;
        }
        buildOutside(type, user);
        if (code.isBoundary(type)) {
            return;
        }
        type.fields().forEach(field -> reach(field, user));
        reachMethods(type, user);
        for (String name : code.directSubtypes(type)) {
            ClassCode subtype = find(name, type.declaration());
            if (subtype != null) {
                giveAway(subtype, type.declaration());
            }
        }
    }

    // Where reachability cannot be known
    // -------------------------------------------------------------------------------

    /** Reflection: all classes and resources of the top-level package count. */
    private void countAllAround(String owner, String api, MemberCode user) {
        String folder = code.scope().topLevelFolder(owner);
        String packageName = packageName(folder);
        reasons.add(hasher.id(user) + " uses " + api + ", so everything in " + packageName + " counts");
        if (!coarseFolders.add(folder)) {
            return;
        }
        for (String name : code.classesIn(folder)) {
            ClassCode type = code.find(name);
            if (type != null && !code.isBoundary(type)) {
                initialise(type, user);
                type.fields().forEach(field -> reach(field, user));
                reachMethods(type, user);
                if (!type.has(Opcodes.ACC_ABSTRACT)) {
                    instantiate(type, user);
                }
            }
        }
        for (String resource : code.source().list(folder)) {
            if (!resource.endsWith(".class")) {
                countResource(resource, user);
            }
        }
    }

    /** A string in reflective code: a class of the project, or a resource. */
    private void countWhatIsNamed(String text, String owner, MemberCode user) {
        if (!NAME_OF_SOMETHING.matcher(text).matches()) {
            return;
        }
        ClassCode type = code.find(text.replace('.', '/'));
        if (type != null) {
            giveAway(type, user);
        }
        countResource(text.startsWith("/") ? text.substring(1) : text, user);
        countResource(ProjectCode.packageOf(owner) + text, user);
    }

    private void countResource(String name, MemberCode user) {
        code.source().bytes(name).ifPresent(bytes -> count(MemberId.resource(name), bytes, user));
    }

    private void count(MemberId id, byte[] content, MemberCode user) {
        files.putIfAbsent(id, new Reached(hasher.hash(content), Optional.of(hasher.id(user))));
    }

    // Classes that are not the project's
    // -------------------------------------------------------------------------------

    /** A class of the project. Others are accounted for here and not followed: JDK, library, or neither. */
    private @Nullable ClassCode find(String name, MemberCode user) {
        if (name.isEmpty() || name.startsWith("java/")) {
            return null;
        }
        if (!code.scope().contains(name)) {
            countForeign(name, user);
            return null;
        }
        ClassCode found = code.find(name);
        if (found == null) {
            reasons.add("class " + name.replace('/', '.') + " is missing on the class path");
        }
        return found;
    }

    private void countForeign(String name, MemberCode user) {
        String folder = ProjectCode.packageOf(name);
        if (!foreignPackages.add(folder)) {
            return;
        }
        Set<Library> from = libraries.librariesOf(packageName(folder));
        for (Library library : from) {
            reachedLibraries.merge(library.coordinates(), library.digest(), (a, b) -> a.contains(b) ? a : a + "," + b);
        }
        if (from.isEmpty() && JDK.stream().noneMatch(name::startsWith)) {
            countPackage(folder, user);
        }
    }

    /** Classes of no known library count by their bytes, the whole package. */
    private void countPackage(String folder, MemberCode user) {
        MessageDigest sha256 = MemberHasher.sha256();
        int classes = 0;
        for (String resource : code.source().list(folder)) {
            if (resource.endsWith(".class") && ProjectCode.packageOf(resource).equals(folder)) {
                sha256.update(resource.getBytes(StandardCharsets.UTF_8));
                sha256.update(MemberHasher.sha256()
                        .digest(code.source().bytes(resource).orElseThrow()));
                classes++;
            }
        }
        String problem =
                classes == 0 ? " is missing on the class path" : " is in no known library and counts by its bytes";
        reasons.add("package " + packageName(folder) + problem);
        count(MemberId.foreignPackage(packageName(folder)), sha256.digest(), user);
    }

    private static String packageName(String folder) {
        return folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1).replace('/', '.');
    }
}
