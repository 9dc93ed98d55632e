package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** The classes of the project, each read when it is first asked for. Not for use by several threads. */
final class ProjectCode {

    private static final String CLASS = ".class";

    private final ClassSource source;
    private final ProjectScope scope;
    private final Edge.Table edges = new Edge.Table();
    private final Map<String, Optional<ClassCode>> classes = new HashMap<>();
    private final Map<String, Boolean> boundaryPackages = new HashMap<>();
    private final Map<ClassCode, List<ClassCode>> supertypes = new HashMap<>();
    private final Map<ClassCode, Map<String, List<MemberCode>>> resolved = new HashMap<>();
    private final Map<String, EnumSwitches> enumSwitches = new HashMap<>();
    private @Nullable Map<String, Set<String>> subtypes;

    ProjectCode(ClassSource source, ProjectScope scope) {
        this.source = source;
        this.scope = scope;
    }

    ClassSource source() {
        return source;
    }

    ProjectScope scope() {
        return scope;
    }

    /** A class of the project by internal name; null if it is not the project's or has no class file. */
    @Nullable
    ClassCode find(String name) {
        Optional<ClassCode> known = classes.get(name);
        if (known == null) {
            byte[] classFile = scope.contains(name) ? source.bytes(name + CLASS).orElse(null) : null;
            known = classFile == null ? Optional.empty() : Optional.of(ClassCodeReader.read(classFile, edges));
            classes.put(name, known);
        }
        return known.orElse(null);
    }

    /** Whether the stage's code ends at this type. */
    boolean isBoundary(ClassCode type) {
        return type.marksBoundary || scope.declaresBoundary(type.name) || isBoundaryPackage(packageOf(type.name));
    }

    private boolean isBoundaryPackage(String folder) {
        Boolean known = boundaryPackages.get(folder);
        if (known == null) {
            ClassCode info = find(folder + "package-info");
            known = info != null && info.marksBoundary;
            boundaryPackages.put(folder, known);
        }
        return known;
    }

    static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    // Hierarchy ------------------------------------------------------------------------------------------------------

    /** The class itself, its superclasses, then all interfaces; those of the project. */
    List<ClassCode> supertypes(ClassCode type) {
        List<ClassCode> known = supertypes.get(type);
        if (known == null) {
            Set<ClassCode> found = new LinkedHashSet<>();
            for (ClassCode c = type; c != null && found.add(c); ) {
                c = find(c.superName);
            }
            for (ClassCode c : List.copyOf(found)) {
                addInterfaces(c, found);
            }
            known = List.copyOf(found);
            supertypes.put(type, known);
        }
        return known;
    }

    private void addInterfaces(ClassCode type, Set<ClassCode> into) {
        for (String name : type.interfaces) {
            ClassCode c = find(name);
            if (c != null && into.add(c)) {
                addInterfaces(c, into);
            }
        }
    }

    /** Names of the supertypes that are not the project's. */
    Set<String> outsideSupertypes(ClassCode type) {
        Set<String> names = new LinkedHashSet<>();
        for (ClassCode c : supertypes(type)) {
            names.add(c.superName);
            names.addAll(c.interfaces);
        }
        names.removeIf(name -> name.isEmpty() || scope.contains(name));
        return names;
    }

    /**
     * The methods that a call on an instance of exactly this type may run, or that a static call names: one, or several
     * if only interfaces have it.
     */
    List<MemberCode> resolve(ClassCode type, String key) {
        Map<String, List<MemberCode>> ofType = resolved.computeIfAbsent(type, t -> new HashMap<>());
        List<MemberCode> known = ofType.get(key);
        if (known == null) {
            known = findMethods(type, key);
            ofType.put(key, known);
        }
        return known;
    }

    private List<MemberCode> findMethods(ClassCode type, String key) {
        List<MemberCode> inInterfaces = new ArrayList<>(1);
        for (ClassCode c : supertypes(type)) {
            MemberCode method = c.method(key);
            if (method != null && (!c.isInterface() || c == type)) {
                return List.of(method);
            }
            if (method != null) {
                inInterfaces.add(method);
            }
        }
        return inInterfaces;
    }

    /** The field that an access means; null if it is a field of a supertype outside the project. */
    @Nullable
    MemberCode resolveField(ClassCode type, String key) {
        for (ClassCode c : supertypes(type)) {
            MemberCode field = c.field(key);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    /** Names of the classes directly below a type that code which uses the type need not mention. */
    Collection<String> directSubtypes(ClassCode type) {
        if (!type.permittedSubclasses.isEmpty()) {
            return type.permittedSubclasses;
        }
        if (type.has(Opcodes.ACC_FINAL | Opcodes.ACC_ENUM | Opcodes.ACC_ANNOTATION)) {
            return List.of();
        }
        if (subtypes == null) {
            subtypes = readHierarchy();
        }
        return subtypes.getOrDefault(type.name, Set.of());
    }

    /** Names of all classes below a type, by any number of steps, that are not abstract. */
    SortedSet<String> concreteSubtypes(String name) {
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            ClassCode type = find(open.pop());
            if (type != null) {
                open.addAll(directSubtypes(type));
                if (!type.has(Opcodes.ACC_ABSTRACT)) {
                    found.add(type.name);
                }
            }
        }
        return found;
    }

    /** Superclass and interfaces of every class of the project, turned around. */
    private Map<String, Set<String>> readHierarchy() {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (String name : classesIn(scope.folder())) {
            byte[] classFile = source.bytes(name + CLASS).orElseThrow();
            ClassReader header = new ClassReader(classFile);
            List<String> parents = new ArrayList<>(List.of(header.getInterfaces()));
            parents.add(header.getSuperName());
            for (String parent : parents) {
                found.computeIfAbsent(parent, p -> new TreeSet<>()).add(name);
            }
        }
        return found;
    }

    /** Internal names of all classes in a folder and below. */
    SortedSet<String> classesIn(String folder) {
        SortedSet<String> names = new TreeSet<>();
        for (String resource : source.list(folder)) {
            if (resource.endsWith(CLASS) && !resource.endsWith("-info.class")) {
                names.add(resource.substring(0, resource.length() - CLASS.length()));
            }
        }
        return names;
    }

    /** The table of a switch over an enum. */
    EnumSwitches.Table enumSwitch(String owner, String field) {
        EnumSwitches known = enumSwitches.get(owner);
        if (known == null) {
            known = EnumSwitches.read(source.bytes(owner + CLASS)
                    .orElseThrow(() -> new IllegalStateException("no class file of " + owner)));
            enumSwitches.put(owner, known);
        }
        return known.table(field);
    }
}
