package org.cb1network.engine.runner.spec.read;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the stage types in the jars of {@code plugins:}. Each jar has its own class loader, which also sees this
 * program; its file {@code META-INF/services/org.cb1network.engine.stage.Stage} lists the stage types.
 */
final class PluginReader {

    /** The key of the section. */
    static final String KEY = "plugins";

    private static final ParameterType JARS = new ParameterType.Items(new ParameterType.File());

    private final Binder binder;
    private final Problems problems;

    /**
     * Creates a reader.
     *
     * @param binder records the jars as data files of the pipeline
     */
    PluginReader(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * Returns the catalog with the stage types of the plugins.
     *
     * @param section null if the document has no plugins
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if a plugin cannot be used, because the rest of
     *     the pipeline cannot be checked without it
     */
    StageCatalog read(@Nullable Node section, StageCatalog catalog) {
        if (section == null) {
            return catalog;
        }
        Draft jars = binder.bind(section, JARS);
        problems.throwIfAny();
        StageCatalog all = catalog;
        List<Node> items = ((Node.Sequence) section).items();
        for (int i = 0; i < items.size(); i++) {
            Path jar = ((DataFile) ((List<?>) jars.build()).get(i)).path();
            all = add(stages(jar, items.get(i).position()), all, items.get(i));
        }
        problems.throwIfAny();
        return all;
    }

    private StageCatalog add(List<Stage<?>> stages, StageCatalog catalog, Node jar) {
        for (Stage<?> stage : stages) {
            if (catalog.find(stage.type().name()).isPresent()) {
                problems.add(
                        jar.position(),
                        "the stage type '" + stage.type().name() + "' of this plugin already exists",
                        "give " + stage.getClass().getName() + " another name");
                return catalog;
            }
        }
        return catalog.with(stages);
    }

    private List<Stage<?>> stages(Path jar, SourcePosition position) {
        List<Stage<?>> stages = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            URL[] places = {jar.toUri().toURL()};
            // It stays open while the program runs, because classes are loaded on demand.
            ClassLoader loader = new URLClassLoader(places, PluginReader.class.getClassLoader());
            for (Stage<?> stage : ServiceLoader.load(Stage.class, loader)) {
                if (stage.getClass().getClassLoader() == loader) {
                    ParameterTypes.of(stage.type().parameters());
                    stages.add(stage);
                }
            }
            if (stages.isEmpty()) {
                String services = "META-INF/services/" + Stage.class.getName();
                problems.add(
                        position,
                        "this plugin has no stage types",
                        file.getEntry(services) == null
                                ? "add the file " + services + " with the name of a class that implements Stage"
                                : "name a class in " + services);
            }
        } catch (ZipException e) {
            problems.add(position, jar + " is not a jar: " + e.getMessage(), "rebuild the plugin");
        } catch (IOException e) {
            problems.add(position, jar + " cannot be read: " + e.getMessage(), "");
        } catch (UnsupportedClassVersionError e) {
            problems.add(
                    position,
                    "this plugin was compiled for a newer Java than this one, "
                            + Runtime.version().feature() + ": " + e.getMessage(),
                    "compile it with --release " + Runtime.version().feature());
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            problems.add(
                    position,
                    "this plugin lacks a class that it needs: " + e.getMessage(),
                    "pack its libraries into the jar, or compile it against this version of the program");
        } catch (ServiceConfigurationError | LinkageError | IllegalArgumentException e) {
            // The constructor of a stage type says what is wrong, such as a column without @Cell.
            String cause = e.getCause() == null ? "" : ": " + Throwables.getRootCause(e);
            problems.add(position, "a stage type of this plugin cannot be used: " + e.getMessage() + cause, "");
        }
        return stages;
    }
}
