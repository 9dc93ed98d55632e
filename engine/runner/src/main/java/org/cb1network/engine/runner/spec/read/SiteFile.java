package org.cb1network.engine.runner.spec.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code pipeline.site.yaml} beside a pipeline. It has the settings of one site and takes precedence over the
 * pipeline's own sections. No key depends on these sections.
 */
final class SiteFile {

    private final Node.@Nullable Mapping site;

    private SiteFile(Node.@Nullable Mapping site) {
        this.site = site;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param pipeline the pipeline file, as the user names it
     */
    static SiteFile beside(Path pipeline, Problems problems) {
        Path file = pipeline.resolveSibling(PipelineReader.SITE_FILE);
        if (!Files.exists(file)
                || !(YamlReader.read(file, file.toString(), problems) instanceof Node.Mapping document)) {
            return new SiteFile(null);
        }
        Mappings.requireKeys(
                document, List.of(ExecutorsReader.KEY, RemotesReader.KEY), "in " + PipelineReader.SITE_FILE, problems);
        return new SiteFile(document);
    }

    /** Returns a section of the pipeline, overridden by that of the site; null if there is neither. */
    @Nullable
    Node section(Node.Mapping pipeline, String key) {
        return merged(pipeline.get(key), site == null ? null : site.get(key));
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
