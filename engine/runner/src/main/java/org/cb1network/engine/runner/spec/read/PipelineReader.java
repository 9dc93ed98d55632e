package org.cb1network.engine.runner.spec.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.UserFolder;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.runner.spec.yaml.YamlReader;

/** Reads {@code pipeline.yaml}. */
public final class PipelineReader {

    /** The default profile, the document itself, which every pipeline has even if it does not list it. */
    public static final String DEFAULT_PROFILE = "paper";

    /** Name of the files with the settings of one site, beside a pipeline and in {@link UserFolder}. */
    public static final String SITE_FILE = "pipeline.site.yaml";

    private static final String OVERRIDE = "-p no. ";
    private static final int MAX_PROFILES = 100;

    private PipelineReader() {}

    /**
     * Reads and checks a pipeline.
     *
     * @param file the file
     * @param profile name of the profile, {@link #DEFAULT_PROFILE} if the user names none
     * @param overrides {@code path=value} each, in the order of the command line; they are applied after the profile
     * @param catalog the available stage types
     * @throws PipelineException with all problems
     */
    public static PipelineSpec read(Path file, String profile, List<String> overrides, StageCatalog catalog) {
        return read(YamlReader.content(file, file.toString()), file, profile, overrides, catalog);
    }

    /**
     * Reads and checks the content of a pipeline file; see {@link #read(Path, String, List, StageCatalog)}.
     *
     * @param file name for messages; data files are searched in its folder
     */
    public static PipelineSpec read(
            byte[] content, Path file, String profile, List<String> overrides, StageCatalog catalog) {
        Problems problems = new Problems();
        Node.Mapping document = document(content, file, problems);
        Binder binder = binder(file, problems);
        StageCatalog all = new PluginReader(binder, problems).read(document.get(PluginReader.KEY), catalog);
        Shape shape = Shape.document(all, document);
        Node.Mapping chosen = withProfile(document, profile, shape, problems);
        chosen = withOverrides(chosen, overrides, shape, problems);
        if (chosen.get(PluginReader.KEY) != document.get(PluginReader.KEY)) {
            problems.add(SourcePosition.of("-p"), "plugins cannot be set here", "write them into the pipeline file");
        }
        return new DocumentReader(
                        chosen, file, Digest.of(content), profile, overrides, all, binder.dataFiles(), problems)
                .read();
    }

    /**
     * Returns the existing files with settings of the site and of the user, which take precedence over those of a pipeline;
     * the later ones over the earlier.
     *
     * @param pipeline the pipeline file, as the user names it
     */
    public static List<Path> siteFiles(Path pipeline) {
        return Stream.of(pipeline.resolveSibling(SITE_FILE), UserFolder.path().resolve(SITE_FILE))
                .filter(Files::exists)
                .toList();
    }

    /**
     * Returns the stage types that a pipeline may use, even if it is otherwise invalid.
     *
     * @param catalog the stage types that every pipeline may use; those of the file's plugins are added
     * @throws PipelineException if the file is not a pipeline, or a plugin cannot be used
     */
    public static StageCatalog catalog(Path file, StageCatalog catalog) {
        Problems problems = new Problems();
        Node.Mapping document = document(YamlReader.content(file, file.toString()), file, problems);
        return new PluginReader(binder(file, problems), problems).read(document.get(PluginReader.KEY), catalog);
    }

    private static Node.Mapping document(byte[] content, Path file, Problems problems) {
        Node root = YamlReader.read(content, file.toString(), problems);
        if (root instanceof Node.Mapping document) {
            return document;
        }
        problems.add(
                root.position(), root.describe() + " is not a pipeline", "write at least 'pipeline:' and 'stages:'");
        throw problems.exception();
    }

    private static Binder binder(Path file, Problems problems) {
        Path folder = file.toAbsolutePath().getParent();
        return new Binder(problems, folder == null ? file.toAbsolutePath() : folder, Map.of());
    }

    /** Applies the chosen profile to the document, and the others only to find their errors. */
    private static Node.Mapping withProfile(Node.Mapping document, String chosen, Shape shape, Problems problems) {
        Map<String, Node.Entry> profiles = new LinkedHashMap<>();
        Node section = document.get(DocumentReader.PROFILES);
        if (section != null) {
            for (Node.Entry entry : Mappings.entries(section, "a mapping of profiles", problems)) {
                Mappings.requireName(entry, problems);
                requireFolderName(entry, profiles.keySet(), problems);
                profiles.put(entry.key(), entry);
            }
        }
        if (section != null && profiles.size() > MAX_PROFILES) {
            problems.add(section.position(), "there are more than " + MAX_PROFILES + " profiles", "remove some");
            return document;
        }
        if (!profiles.containsKey(chosen) && !chosen.equals(DEFAULT_PROFILE)) {
            profiles.keySet().remove(DEFAULT_PROFILE);
            List<String> names = new ArrayList<>(profiles.keySet());
            names.add(DEFAULT_PROFILE);
            problems.add(
                    SourcePosition.of("--profile"),
                    "there is no profile '" + Spelling.shorten(chosen) + "'",
                    problems.advice(chosen, names));
        }
        Node.Mapping result = document;
        for (Node.Entry entry : profiles.values()) {
            Node.Mapping laid = lay(entry, document, shape, problems);
            result = entry.key().equals(chosen) ? laid : result;
        }
        return result;
    }

    /**
     * Checks that a profile's name is a distinct folder name on every system, because its results are in a folder of
     * that name.
     */
    private static void requireFolderName(Node.Entry entry, Set<String> others, Problems problems) {
        String name = entry.key();
        if (name.contains("/") || StageHeader.isDevice(name)) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(name) + "' cannot be a folder, which a profile needs for its results",
                    "choose another name");
        }
        others.stream()
                .filter(name::equalsIgnoreCase)
                .forEach(other -> problems.add(
                        entry.keyPosition(),
                        "'" + Spelling.shorten(name) + "' differs from the profile '" + Spelling.shorten(other)
                                + "' by capital letters alone",
                        "choose another name: on Windows and macOS both would have the same folder of results"));
    }

    private static Node.Mapping lay(Node.Entry profile, Node.Mapping document, Shape shape, Problems problems) {
        Map<String, Node.Entry> changes = new LinkedHashMap<>();
        for (Node.Entry entry : Mappings.entries(profile.value(), "a mapping of overrides", problems)) {
            changes.put(entry.key(), entry);
        }
        Node.Entry nested = changes.remove(DocumentReader.PROFILES);
        if (nested != null) {
            problems.add(nested.keyPosition(), "a profile cannot change profiles", "remove it");
        }
        Mappings.requireKeys(
                new Node.Mapping(profile.value().position(), changes), DocumentReader.KEYS, "in a profile", problems);
        changes.keySet().retainAll(DocumentReader.KEYS);
        return new Overlay("the profile '" + Spelling.shorten(profile.key()) + "'", problems)
                .lay(document, new Node.Mapping(profile.value().position(), changes), shape);
    }

    /** Returns whether a value comes from the command line. */
    static boolean isOverride(SourcePosition position) {
        return position.file().startsWith(OVERRIDE);
    }

    /** Reports an override of what is not read after overrides, and one that another override replaces. */
    private static void requireEffect(Node.Mapping change, int number, int last, Problems problems) {
        SourcePosition position = change.position();
        if (change.get(DocumentReader.PROFILES) != null) {
            problems.add(
                    position,
                    "this value would have no effect: the profile has been applied before",
                    "choose it with --profile, and override what it sets, such as stages.NAME.with.PARAMETER");
        }
        if (last != number) {
            problems.add(
                    position,
                    "this value would have no effect: -p no. " + (last + 1) + " sets the same",
                    "remove one of them");
        }
    }

    private static Node.Mapping withOverrides(
            Node.Mapping document, List<String> overrides, Shape shape, Problems problems) {
        Node.Mapping result = document;
        List<String> paths = overrides.stream().map(Overlay::path).toList();
        for (int i = 0; i < overrides.size(); i++) {
            SourcePosition position = SourcePosition.of(OVERRIDE + (i + 1));
            try {
                Node.Mapping change = Overlay.assignment(overrides.get(i), position, result, shape);
                requireEffect(change, i, paths.lastIndexOf(paths.get(i)), problems);
                result = new Overlay("-p", problems).lay(result, change, shape);
            } catch (PipelineException e) {
                problems.addAll(e);
            }
        }
        return result;
    }
}
