package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.schema.PipelineSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code init}: writes a small pipeline to start from. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description =
                "Writes a small commented pipeline into a folder, with its schema for editors, a .gitignore and a workflow"
                        + " for continuous integration. Never overwrites a file.")
final class InitCommand implements Callable<Integer> {

    /** The examples of the repository, each with its files. */
    enum Example {
        COBA("pipeline.yaml", "scripts/counts.py"),
        PAPER("pipeline.yaml", "reference/brian2.csv", "reference/published.csv"),
        SCRIPT("pipeline.yaml", "scripts/cv.py", "scripts/intervals.py", "scripts/draw.py", "scripts/cv.R");

        @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
        private final List<String> files;

        Example(String... files) {
            this.files = List.of(files);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The prefix with which the examples name files at the root of the repository. In the new folder these files are
     * beside them.
     */
    private static final String ROOT_OF_REPOSITORY = "../../";

    @Option(
            names = "--example",
            paramLabel = "NAME",
            defaultValue = "coba",
            description =
                    "coba: a network, its activity, curves, and an analysis in Python; paper: the paper's pipeline, and a profile with"
                            + " an analysis in Python; script: a network analysed by scripts in Python and R"
                            + " (default: ${DEFAULT-VALUE}).")
    Example example = Example.COBA;

    @Parameters(paramLabel = "DIR", description = "The folder; it is made if it does not exist.")
    Path folder = Path.of("");

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OwnFile.requireOutsideStores(folder);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "a file, not a folder" : "a link to something that does not exist";
            throw new IllegalArgumentException(folder + " is " + what + "; name another folder");
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : example.files) {
            files.put(name, resource("/examples/" + example + "/" + name).replace(ROOT_OF_REPOSITORY, ""));
        }
        if (example == Example.PAPER) {
            // A profile of its own: the paper itself needs Java and nothing else.
            files.merge("pipeline.yaml", resource("init/paper-script.yaml"), String::concat);
            files.put("scripts/rate_spread.py", resource("init/rate_spread.py"));
        }
        files.put("pipeline.schema.json", PipelineSchema.json(StageCatalog.ofThisProgram()));
        files.put(".gitignore", resource("init/gitignore"));
        files.put(".github/workflows/verify.yml", resource("init/verify.yml"));
        for (String name : files.keySet()) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException(
                        folder.resolve(name) + " exists already; nothing was written. Choose another folder");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        for (String name : write(files)) {
            out.println(folder.resolve(name));
        }
        out.println();
        out.println("Next, in " + folder.toAbsolutePath().normalize()
                + ": java -jar pipeline.jar run, with the path of this program. It writes results/report.html.");
        out.flush();
        return ExitCode.OK;
    }

    /** Writes all files, or none if one cannot be written, so that the command can be repeated. */
    private Set<String> write(Map<String, String> files) throws IOException {
        Set<String> written = new LinkedHashSet<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                WholeFile.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
                written.add(file.getKey());
            }
            return written;
        } catch (IOException e) {
            for (String name : written) {
                Files.deleteIfExists(folder.resolve(name));
            }
            throw e;
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
