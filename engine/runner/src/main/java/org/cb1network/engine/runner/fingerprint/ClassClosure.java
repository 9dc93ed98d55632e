package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.HexFormat;
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
import org.cb1network.engine.runner.fingerprint.CodeFingerprint.Reached;

/** Follows class names from a stage until no new ones appear, breadth first, so that paths are short. */
final class ClassClosure {

    /**
     * Packages of the JDK other than {@code java.*}. Libraries may have classes in them, too, and are checked first.
     */
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
    private static final String CLASS_FILE = ".class";

    private final CodeFingerprinter classes;
    private final ClassSource source;
    private final LibraryTable libraries;

    private final SortedMap<String, Reached> reached = new TreeMap<>();
    private final SortedMap<String, String> reachedLibraries = new TreeMap<>();
    private final SortedSet<String> reasons = new TreeSet<>();

    private final Queue<ClassCode> open = new ArrayDeque<>();
    private final Set<String> followed = new HashSet<>();

    ClassClosure(CodeFingerprinter classes, ClassSource source, LibraryTable libraries) {
        this.classes = classes;
        this.source = source;
        this.libraries = libraries;
    }

    CodeFingerprint of(String stageClass, ClassCode stage) {
        count(stage, Optional.empty());
        for (ClassCode type = open.poll(); type != null; type = open.poll()) {
            String user = key(type);
            type.references().forEach(name -> follow(name, user));
            if (type.readsResources()) {
                countResources(type, user);
            }
            if (!type.reflection().isEmpty()) {
                countAround(type, user, "uses " + String.join(", ", type.reflection()));
                type.strings().forEach(text -> followText(text, user));
            }
        }
        return new CodeFingerprint(stageClass, reached, reachedLibraries, reasons);
    }

    // Classes --------------------------------------------------------------------------------------------------------

    private void follow(String name, String user) {
        if (name.startsWith("java/") || !followed.add(name)) {
            return;
        }
        Set<Library> from = libraries.librariesOf(packageOf(name));
        for (Library library : from) {
            reachedLibraries.merge(library.coordinates(), library.digest(), (a, b) -> a.contains(b) ? a : a + "," + b);
        }
        if (!from.isEmpty() || JDK.stream().anyMatch(name::startsWith)) {
            return;
        }
        Optional<ClassCode> type = classes.find(name);
        if (type.isEmpty()) {
            reasons.add("class " + dotted(name) + " is missing on the class path");
        } else if (type.get().boundary()) {
            type.get().references().forEach(exchanged -> followExchanged(exchanged, user));
        } else {
            count(type.get(), Optional.of(user));
        }
    }

    /** Follows an open type: the engine may pass an object of any class that implements it. */
    private void followExchanged(String name, String user) {
        follow(name, user);
        Optional<ClassCode> type = name.startsWith("java/") ? Optional.empty() : classes.find(name);
        if (type.isPresent() && type.get().open() && reached.containsKey(key(type.get()))) {
            countAround(type.get(), key(type.get()), "is open and comes from the engine");
        }
    }

    private void count(ClassCode type, Optional<String> from) {
        if (reached.putIfAbsent(key(type), new Reached(from, type.members())) == null) {
            open.add(type);
        }
    }

    /** Includes all classes and resources whose packages begin with the same prefix. */
    private void countAround(ClassCode type, String user, String why) {
        String folder = folderOf(type.name());
        reasons.add(user + " " + why + ", so everything in " + dotted(folder) + "* is included");
        for (String name : source.list(folder)) {
            if (!name.endsWith(CLASS_FILE)) {
                countResource(name, user);
            } else if (!name.endsWith("-info.class")) {
                follow(name.substring(0, name.length() - CLASS_FILE.length()), user);
            }
        }
    }

    private void followText(String text, String user) {
        String name = text.replace('.', '/');
        if (NAME_OF_SOMETHING.matcher(text).matches()
                && source.bytes(name + CLASS_FILE).isPresent()) {
            follow(name, user);
        }
    }

    // Resources ------------------------------------------------------------------------------------------------------

    private void countResources(ClassCode type, String user) {
        boolean found = false;
        for (String text : type.strings()) {
            for (String name : resourcesOf(type, text)) {
                found |= countResource(name, user);
            }
        }
        if (!found) {
            String folder = folderOf(type.name());
            reasons.add(user + " reads resources and names none, so all of " + dotted(folder) + "* is included");
            source.list(folder).stream()
                    .filter(name -> !name.endsWith(CLASS_FILE))
                    .forEach(name -> countResource(name, user));
        }
    }

    /**
     * Returns the files that a string may name, absolute or relative to the package of the class: a file, or all files
     * in a folder.
     */
    private Set<String> resourcesOf(ClassCode type, String text) {
        Set<String> names = new TreeSet<>();
        // Text joined to a constant at run time follows its placeholder, \1.
        String path = text.replaceFirst("\\x01.*", "");
        if (NAME_OF_SOMETHING.matcher(path).matches()) {
            String packageFolder = type.name().substring(0, type.name().lastIndexOf('/') + 1);
            for (String name : List.of(path.replaceFirst("^/", ""), packageFolder + path)) {
                names.add(name);
                names.addAll(name.endsWith("/") && name.length() > 1 ? source.list(name) : Set.of());
            }
        }
        return names;
    }

    private boolean countResource(String name, String user) {
        Optional<byte[]> content = name.endsWith("/") ? Optional.empty() : source.bytes(name);
        content.ifPresent(bytes -> {
            String hash = HexFormat.of().formatHex(ClassCodeReader.sha256().digest(bytes));
            SortedMap<String, String> whole = new TreeMap<>(Map.of("content", hash));
            reached.putIfAbsent(CodeFingerprint.RESOURCE + name, new Reached(Optional.of(user), whole));
        });
        return content.isPresent();
    }

    // Names ----------------------------------------------------------------------------------------------------------

    private static String key(ClassCode type) {
        return CodeFingerprint.CLASS + dotted(type.name());
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }

    private static String packageOf(String name) {
        return dotted(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
    }

    /**
     * Returns the folder of the first two parts of a package's name, or of the whole package: {@code org/cb1network/}.
     */
    private static String folderOf(String name) {
        int first = name.indexOf('/');
        int second = name.indexOf('/', first + 1);
        return name.substring(0, (second < 0 ? first : second) + 1);
    }
}
