package org.cb1network.engine.runner.fingerprint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.Callee;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.NumberedName;
import org.cb1network.engine.runner.fingerprint.CanonicalForm.Reference;

/**
 * Names for local and anonymous classes that do not change when another one is written above them.
 *
 * <p>javac numbers them through a source file: {@code Kernel$1}, {@code Kernel$2Helper}. Here they are numbered within
 * the method that first mentions them: {@code Kernel$update~1}, {@code Kernel$update~2Helper}.
 */
final class StableNames {

    private final ProjectCode code;
    private final String projectFolder;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Map<String, String>> namesByEnclosingClass = new HashMap<>();

    StableNames(ProjectCode code) {
        this.code = code;
        this.projectFolder = code.scope().folder();
    }

    /** The stable form of an internal class name. */
    String of(String name) {
        if (!ClassCode.isNumbered(name)) {
            return name;
        }
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        names.put(name, name); // ends a cycle in a broken class file
        String stable = find(name);
        names.put(name, stable);
        return stable;
    }

    private String find(String name) {
        ClassCode type = code.find(name);
        if (type != null && !type.enclosingClass.isEmpty()) {
            String own = localNames(type.enclosingClass).get(name);
            return own == null ? name : of(type.enclosingClass) + "$" + own;
        }
        int nesting = name.lastIndexOf('$'); // a member of a local class
        String outer = name.substring(0, nesting);
        return of(outer) + name.substring(nesting);
    }

    /** The same for every class of the project in a descriptor, a signature or an internal name. */
    String in(String text) {
        if (!ClassCode.isNumbered(text)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (int start = text.indexOf(projectFolder); start >= 0; start = text.indexOf(projectFolder, done)) {
            int end = endOfName(text, start);
            result.append(text, done, start).append(of(text.substring(start, end)));
            done = end;
        }
        return result.append(text, done, text.length()).toString();
    }

    private Map<String, String> localNames(String enclosing) {
        Map<String, String> known = namesByEnclosingClass.get(enclosing);
        if (known != null) {
            return known;
        }
        Map<String, String> found = new HashMap<>();
        ClassCode type = code.find(enclosing);
        if (type != null) {
            for (MemberCode method : type.methods()) {
                if (!method.isPartOfItsUser()) {
                    mentions(method, method.name, found, new HashSet<>());
                }
            }
        }
        namesByEnclosingClass.put(enclosing, found);
        return found;
    }

    /** Gives names to the local classes that a method mentions, in the order of its code; its lambdas are a part of it. */
    private void mentions(MemberCode member, String method, Map<String, String> found, Set<MemberCode> lambdas) {
        ClassCode owner = member.owner;
        for (Reference reference : member.form.references()) {
            if (reference instanceof NumberedName mentioned) {
                for (String name : classNames(mentioned.text())) {
                    if (isLocalIn(owner, name) && !found.containsKey(name)) {
                        String prefix = method + "~";
                        long before = found.values().stream()
                                .filter(other -> other.startsWith(prefix))
                                .count();
                        found.put(name, prefix + (before + 1) + withoutNumber(name));
                    }
                }
            } else if (reference instanceof Callee callee && callee.owner().equals(owner.name)) {
                MemberCode lambda = owner.method(callee.name() + callee.descriptor());
                if (lambda != null && lambda.isPartOfItsUser() && lambdas.add(lambda)) {
                    mentions(lambda, method, found, lambdas);
                }
            }
        }
    }

    private boolean isLocalIn(ClassCode outer, String name) {
        ClassCode type = code.find(name);
        return type != null && type.enclosingClass.equals(outer.name);
    }

    private Set<String> classNames(String text) {
        Set<String> result = new LinkedHashSet<>();
        for (int start = text.indexOf(projectFolder); start >= 0; start = text.indexOf(projectFolder, start + 1)) {
            result.add(text.substring(start, endOfName(text, start)));
        }
        return result;
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && ";<>:.".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** {@code Helper} for {@code Kernel$2Helper}, nothing for {@code Kernel$2}. */
    private static String withoutNumber(String name) {
        int at = name.lastIndexOf('$') + 1;
        while (at < name.length() && Character.isDigit(name.charAt(at))) {
            at++;
        }
        return name.substring(at);
    }
}
