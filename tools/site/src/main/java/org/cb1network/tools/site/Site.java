package org.cb1network.tools.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cb1network.engine.cli.Main;
import org.cb1network.engine.runner.spec.StageCatalog;

/** Writes all pages of the documentation. */
public final class Site {

    private static final String STYLE = "site.css";

    /** The pages that are not a how-to. */
    private static final Map<String, Page.Group> GROUPS = Map.of(
            "README", Page.Group.START,
            "tutorial", Page.Group.START,
            "examples", Page.Group.START,
            "determinism", Page.Group.EXPLANATION,
            "reliability", Page.Group.EXPLANATION,
            "performance", Page.Group.EXPLANATION,
            "ARCHITECTURE", Page.Group.EXPLANATION,
            "CONTRIBUTING", Page.Group.PROJECT,
            "CHANGELOG", Page.Group.PROJECT);

    private Site() {}

    /** Writes the site. The arguments are the folder of the repository and the folder of the site. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /**
     * Writes the site.
     *
     * @param repository folder with README.md and docs/
     * @throws IllegalStateException if links lead nowhere; the message lists them
     */
    static void write(Path repository, Path target) throws IOException {
        Files.createDirectories(target);
        new PageWriter(repository, target, pages(repository)).write();
        try (InputStream style = Site.class.getResourceAsStream(STYLE)) {
            Files.write(target.resolve(STYLE), style.readAllBytes());
        }
    }

    private static List<Page> pages(Path repository) throws IOException {
        List<Page> pages = new ArrayList<>();
        pages.add(page(repository, Path.of("README.md")));
        pages.add(page(repository, Path.of("examples", "README.md")));
        try (Stream<Path> docs = Files.list(repository.resolve("docs"))) {
            for (Path file : docs.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(page(repository, repository.relativize(file)));
            }
        }
        StageCatalog catalog = StageCatalog.ofThisProgram();
        Map<String, String> generated = new LinkedHashMap<>();
        generated.put("pipeline-yaml", SchemaReference.markdown(catalog, pipelines(repository)));
        generated.put("stages", StageReference.markdown(catalog));
        generated.put("commands", CommandReference.markdown(Main.help()));
        generated.forEach((name, markdown) -> pages.add(new Page(
                Page.Group.REFERENCE, title(markdown), name + ".html", Path.of("docs", name + ".md"), markdown)));
        for (String name : List.of("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(page(repository, Path.of(name)));
        }
        return pages;
    }

    /** The pipelines from which the reference takes examples, the simplest ones first. */
    private static List<Path> pipelines(Path repository) {
        return Stream.of(
                        "examples/coba",
                        "examples/script",
                        "examples/cuba",
                        "examples/brunel",
                        "examples/adex",
                        "examples/microcircuit",
                        "")
                .map(folder -> repository.resolve(folder).resolve("pipeline.yaml"))
                .toList();
    }

    private static Page page(Path repository, Path source) throws IOException {
        String markdown = new String(Files.readAllBytes(repository.resolve(source)), StandardCharsets.UTF_8);
        Path folder = source.getParent();
        String file = source.getFileName().toString().replace(".md", "");
        String name = file.equals("README") && folder != null ? folder.toString() : file;
        String fileName = name.equals("README") ? "index.html" : name.toLowerCase(Locale.ROOT) + ".html";
        return new Page(GROUPS.getOrDefault(name, Page.Group.HOW_TO), title(markdown), fileName, source, markdown);
    }

    private static String title(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElseThrow()
                .substring(2);
    }
}
