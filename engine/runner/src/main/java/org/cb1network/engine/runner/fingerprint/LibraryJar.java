package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cb1network.cache.FileProblem;
import org.objectweb.asm.ClassReader;

/** One jar of a third-party library. */
final class LibraryJar {

    private static final Pattern CLASS = Pattern.compile("(?:META-INF/versions/\\d+/)?(.+)/[^/]+\\.class");
    private static final String SERVICES = "META-INF/services/";
    private static final int CONSTANT_CLASS = 7;

    private final Path path;
    private final String coordinates;
    private final Set<String> packages;
    private final Set<String> providedPackages;

    private LibraryJar(Path path, String coordinates, Set<String> packages, Set<String> providedPackages) {
        this.path = path;
        this.coordinates = coordinates;
        this.packages = Collections.unmodifiableSet(packages);
        this.providedPackages = Collections.unmodifiableSet(providedPackages);
    }

    /** Reads the jar's directory. */
    static LibraryJar open(Path path) {
        Set<String> packages = new TreeSet<>();
        Set<String> provided = new TreeSet<>();
        List<Properties> poms = new ArrayList<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                Matcher inPackage = CLASS.matcher(name);
                if (inPackage.matches()) {
                    packages.add(inPackage.group(1).replace('/', '.'));
                } else if (name.startsWith(SERVICES) && name.lastIndexOf('.') > SERVICES.length()) {
                    provided.add(name.substring(SERVICES.length(), name.lastIndexOf('.')));
                } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
                    Properties pom = new Properties();
                    try (InputStream in = zip.getInputStream(entry)) {
                        pom.load(in);
                    }
                    poms.add(pom);
                }
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return new LibraryJar(path, coordinates(path, poms), packages, provided);
    }

    /**
     * Returns the coordinates from Maven's description of the jar itself; a library may contain the descriptions of
     * others as well.
     */
    private static String coordinates(Path path, List<Properties> poms) {
        String file = path.getFileName().toString();
        String name = file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
        for (Properties pom : poms) {
            String artifact = pom.getProperty("artifactId", "");
            String version = pom.getProperty("version", "");
            if (name.startsWith(artifact + "-" + version)) {
                String classifier =
                        name.substring((artifact + "-" + version).length()).replace('-', ':');
                return pom.getProperty("groupId", "") + ":" + artifact + ":" + version + classifier;
            }
        }
        return name;
    }

    String coordinates() {
        return coordinates;
    }

    /** Returns the packages with classes in the jar. */
    Set<String> packages() {
        return packages;
    }

    /** Returns the packages of the services that the jar implements. */
    Set<String> providedPackages() {
        return providedPackages;
    }

    /**
     * Returns the library in the jar.
     *
     * @param needs coordinates of the libraries that it uses directly
     */
    Library library(Set<String> needs) {
        try (InputStream in = Files.newInputStream(path)) {
            DigestInputStream digest = new DigestInputStream(in, ClassCodeReader.sha256());
            digest.transferTo(OutputStream.nullOutputStream());
            String hex = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            return new Library(coordinates, hex, needs, packages);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Returns the packages of all classes that the jar's classes refer to. This reads the whole jar. */
    Set<String> usedPackages() {
        Set<String> classes = new HashSet<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (CLASS.matcher(entry.getName()).matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        collectClassNames(in.readAllBytes(), classes);
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        Set<String> used = new HashSet<>();
        for (String name : classes) {
            // An array of objects is written as [Lorg/maths/Stats;
            String element = name.replaceFirst("^\\[+L", "");
            if (element.indexOf('/') > 0) {
                used.add(element.substring(0, element.lastIndexOf('/')).replace('/', '.'));
            }
        }
        return used;
    }

    private static void collectClassNames(byte[] classFile, Set<String> into) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0 && reader.readByte(item - 1) == CONSTANT_CLASS) {
                into.add(reader.readUTF8(item, buffer));
            }
        }
    }

    /** A damaged zip file is not named by its exception. */
    private static UncheckedIOException unreadable(Path path, IOException cause) {
        String reason = FileProblem.describe(cause);
        String named = cause instanceof FileSystemException ? reason : path.getFileName() + ": " + reason;
        return new UncheckedIOException("cannot read the library " + named, cause);
    }
}
