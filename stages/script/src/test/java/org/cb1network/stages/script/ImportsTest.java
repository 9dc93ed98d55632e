package org.cb1network.stages.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.SourceFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a script imports and the user did not list would not exist where the script runs. */
class ImportsTest {

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> unlisted(String... listed) throws IOException {
        TreeMap<String, DataFile> files = new TreeMap<>();
        for (String name : listed) {
            files.put(name, DataFile.of(folder.resolve(name)));
        }
        return new Imports(new SourceFiles(folder, files)).unlisted();
    }

    @Test
    void aPythonModuleOrPackageBesideTheScriptIsFound() throws IOException {
        write("code/cv.py", "import numpy\nfrom spikes import read\n    import tools.bins as bins\n");
        write("code/spikes.py", "");
        write("code/tools/__init__.py", "");
        assertEquals(
                Map.of("code/spikes.py", "code/cv.py", "code/tools/__init__.py", "code/cv.py"), unlisted("code/cv.py"));
    }

    @Test
    void aListedFileAndALibraryAreNotReported() throws IOException {
        write("cv.py", "import numpy, os\nimport spikes\n");
        write("spikes.py", "");
        assertEquals(Map.of(), unlisted("cv.py", "spikes.py"));
    }

    @Test
    void aPathIsRelativeToTheWorkingFolderInRAndToTheScriptInJulia() throws IOException {
        write("code/cv.R", "source('lib.R')\n");
        write("code/cv.jl", "include(\"lib.jl\")\n");
        for (String lib : new String[] {"lib.R", "lib.jl", "code/lib.R", "code/lib.jl"}) {
            write(lib, "");
        }
        assertEquals(Map.of("lib.R", "code/cv.R"), unlisted("code/cv.R"));
        assertEquals(Map.of("code/lib.jl", "code/cv.jl"), unlisted("code/cv.jl"));
    }

    @Test
    void aCommentImportsNothing() throws IOException {
        write("cv.py", "# import spikes\n");
        write("cv.R", "# source('lib.R')\n");
        write("spikes.py", "");
        write("lib.R", "");
        assertEquals(Map.of(), unlisted("cv.py", "cv.R"));
    }
}
