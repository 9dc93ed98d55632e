package org.cb1network.stages.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.SourceFiles;

/**
 * Finds files that scripts import but the user did not list: modules beside a Python file, and files that R or Julia reads
 * with {@code source("x.R")} or {@code include("x.jl")}. Names computed at run time are not found.
 */
final class Imports {

    private static final Pattern PYTHON = Pattern.compile("(?m)^[ \\t]*(?:from|import)[ \\t]+\\.?([A-Za-z_]\\w*)");
    private static final Pattern SOURCE =
            Pattern.compile("(?m)^[^#\\n]*\\b(?:source|include)\\(\\s*(?:file\\s*=\\s*)?[\"']([^\"'\\n]+)[\"']");
    private static final long LARGEST_SCRIPT = 1 << 20;

    private final SourceFiles files;

    Imports(SourceFiles files) {
        this.files = files;
    }

    /** Returns the files that are missing from the list, each with the script that imports it. */
    SortedMap<String, String> unlisted() {
        SortedMap<String, String> found = new TreeMap<>();
        for (Map.Entry<String, DataFile> file : files.files().entrySet()) {
            String name = file.getKey();
            String folder = name.substring(0, name.lastIndexOf('/') + 1);
            if (name.endsWith(".py")) {
                Matcher imports = PYTHON.matcher(text(file.getValue().path()));
                while (imports.find()) {
                    note(folder + imports.group(1) + ".py", name, found);
                    note(folder + imports.group(1) + "/__init__.py", name, found);
                }
            } else if (name.endsWith(".R") || name.endsWith(".r") || name.endsWith(".jl")) {
                Matcher sources = SOURCE.matcher(text(file.getValue().path()));
                while (sources.find()) {
                    // R takes the path from the working directory, Julia from the script's folder.
                    note((name.endsWith(".jl") ? folder : "") + sources.group(1), name, found);
                }
            }
        }
        return found;
    }

    private void note(String imported, String by, SortedMap<String, String> found) {
        if (!files.files().containsKey(imported)
                && Files.isRegularFile(files.folder().resolve(imported))) {
            found.putIfAbsent(imported, by);
        }
    }

    /** Returns nothing for a file that cannot be read: running it says so. */
    private static String text(Path file) {
        try {
            return Files.size(file) > LARGEST_SCRIPT
                    ? ""
                    : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
