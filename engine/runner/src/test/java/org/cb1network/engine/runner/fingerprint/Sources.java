package org.cb1network.engine.runner.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.cb1network.engine.stage.EngineBoundary;

/** Java sources in memory, compiled by javac, so that fingerprints see real class files. */
final class Sources {

    private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s+([\\w.]+)\\s*;");
    /** Shared, because opening the JDK's classes takes longer than compiling; it has no state of the sources. */
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final JavaFileManager STANDARD = COMPILER.getStandardFileManager(null, null, null);

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

    /** The module's own classes, so that the sources can use the annotations of the stage API. */
    private static final String CLASSES = Path.of(URI.create(EngineBoundary.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
            .toString();

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(
            List.of("--release", "17", "-g", "-parameters", "-proc:none", "-Xlint:none", "-classpath", CLASSES));

    private Sources() {}

    /** Returns source files named by the package and first type of each. */
    static Sources of(String... sources) {
        Sources result = new Sources();
        for (String source : sources) {
            result.files.put(nameOf(source), source);
        }
        return result;
    }

    private static String nameOf(String source) {
        Matcher inPackage = PACKAGE.matcher(source);
        Matcher type = TYPE.matcher(source);
        if (!inPackage.find()) {
            throw new IllegalArgumentException("no package in " + source);
        }
        String name = type.find() ? type.group(1) : "package-info";
        return inPackage.group(1).replace('.', '/') + "/" + name + ".java";
    }

    /** Returns the same sources after an edit, which must have an effect. */
    Sources edit(String before, String after) {
        Sources result = new Sources();
        files.forEach((name, text) -> result.files.put(name, text.replace(before, after)));
        if (result.files.equals(files)) {
            throw new IllegalArgumentException("nothing to edit: " + before);
        }
        return result;
    }

    /** Returns the same sources and one more. */
    Sources with(String source) {
        Sources result = new Sources();
        result.files.putAll(files);
        result.files.put(nameOf(source), source);
        return result;
    }

    /** Returns the same sources, compiled with other options for debug information. */
    Sources compiledWith(String... others) {
        Sources result = new Sources();
        result.files.putAll(files);
        result.options.clear();
        result.options.addAll(List.of(others));
        result.options.addAll(List.of("--release", "17", "-proc:none", "-Xlint:none", "-classpath", CLASSES));
        return result;
    }

    /** Returns class files by resource name. */
    SortedMap<String, byte[]> compile() {
        SortedMap<String, ByteArrayOutputStream> classes = new TreeMap<>();
        StringWriter messages = new StringWriter();
        List<SourceFile> units = files.entrySet().stream()
                .map(file -> new SourceFile(file.getKey(), file.getValue()))
                .toList();
        JavaFileManager memory = new Memory(STANDARD, classes);
        if (!COMPILER.getTask(messages, memory, null, options, null, units).call()) {
            throw new IllegalArgumentException("the test's source does not compile:\n" + messages);
        }
        SortedMap<String, byte[]> result = new TreeMap<>();
        classes.forEach((name, bytes) -> result.put(name, bytes.toByteArray()));
        return result;
    }

    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Memory(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
            super(standard);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String resource = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + resource), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(resource, r -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
