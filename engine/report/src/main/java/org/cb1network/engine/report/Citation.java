package org.cb1network.engine.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;

/**
 * A work to cite, from the file {@code CITATION.cff} (citation-file-format.github.io) next to the pipeline file: {@code
 * preferred-citation} and {@code references} first, then the software itself.
 *
 * @param authors such as {@code Ada Lovelace, Charles Babbage}; may be empty
 * @param title title of the work
 * @param details journal, year and similar details; may be empty
 * @param doi its DOI; may be empty
 */
record Citation(String authors, String title, String details, String doi) {

    static final String FILE = "CITATION.cff";

    /** Returns the works in a folder's citation file; empty if there is none, or it cannot be read. */
    static List<Citation> of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        Problems problems = new Problems();
        try {
            return YamlReader.read(file, FILE, problems) instanceof Node.Mapping document
                    ? citations(document)
                    : List.of();
        } catch (PipelineException unreadable) {
            return List.of();
        }
    }

    private static List<Citation> citations(Node.Mapping document) {
        List<Citation> citations = new ArrayList<>();
        if (document.get("preferred-citation") instanceof Node.Mapping preferred) {
            work(preferred).ifPresent(citations::add);
        }
        if (document.get("references") instanceof Node.Sequence references) {
            for (Node reference : references.items()) {
                if (reference instanceof Node.Mapping mapping) {
                    work(mapping).ifPresent(citations::add);
                }
            }
        }
        work(document).ifPresent(citations::add);
        return citations.stream().distinct().toList();
    }

    private static Optional<Citation> work(Node.Mapping work) {
        String title = text(work, "title");
        if (title.isEmpty()) {
            return Optional.empty();
        }
        List<String> details = new ArrayList<>();
        for (String key : List.of("journal", "volume", "issue", "start", "year", "version", "date-released")) {
            String value = text(work, key);
            if (!value.isEmpty()) {
                details.add(key.equals("version") ? "version " + value : value);
            }
        }
        return Optional.of(new Citation(authors(work), title, String.join(", ", details), text(work, "doi")));
    }

    private static String authors(Node.Mapping work) {
        List<String> names = new ArrayList<>();
        if (work.get("authors") instanceof Node.Sequence authors) {
            for (Node author : authors.items()) {
                if (author instanceof Node.Mapping person) {
                    String name = text(person, "name");
                    String full = (text(person, "given-names") + " " + text(person, "family-names")).strip();
                    names.add(name.isEmpty() ? full : name);
                }
            }
        }
        return String.join(", ", names);
    }

    private static String text(Node.Mapping mapping, String key) {
        return mapping.get(key) instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
