package org.cb1network.engine.runner.spec.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one site: the file {@code pipeline.site.yaml} beside a pipeline, and one of the same name with the settings of
 * the user. They take precedence over the pipeline's own sections, the user's over both. No key depends on these sections.
 */
final class SiteFile {

    private final List<Node.Mapping> documents;

    private SiteFile(List<Node.Mapping> documents) {
        this.documents = documents;
    }

    /**
     * Reads the files.
     *
     * @param files existing files; the later ones take precedence
     */
    static SiteFile read(List<Path> files, Problems problems) {
        List<Node.Mapping> documents = new ArrayList<>();
        for (Path file : files) {
            if (YamlReader.read(file, file.toString(), problems) instanceof Node.Mapping document) {
                Mappings.requireKeys(
                        document,
                        List.of(ExecutorsReader.KEY, RemotesReader.KEY),
                        "in " + PipelineReader.SITE_FILE,
                        problems);
                documents.add(document);
            }
        }
        return new SiteFile(documents);
    }

    /** Returns a section of the pipeline, overridden by those of the files; null if there is none. */
    @Nullable
    Node section(Node.Mapping pipeline, String key) {
        Node section = pipeline.get(key);
        for (Node.Mapping document : documents) {
            section = merged(section, document.get(key));
        }
        return section;
    }

    /** Returns the first mapping, overridden by the keys of the second. */
    private static @Nullable Node merged(@Nullable Node first, @Nullable Node second) {
        if (!(first instanceof Node.Mapping below && second instanceof Node.Mapping above)) {
            return second == null ? first : second;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(below.entries());
        for (Node.Entry entry : above.entries().values()) {
            Node value = merged(below.get(entry.key()), entry.value());
            entries.put(
                    entry.key(),
                    new Node.Entry(entry.keyPosition(), entry.key(), value == null ? entry.value() : value));
        }
        return new Node.Mapping(above.position(), entries);
    }
}
