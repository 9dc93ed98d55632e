package org.cb1network.engine.runner.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.stage.Stage;

/** The stage types available to a pipeline, by name. */
public final class StageCatalog {

    private final NavigableMap<String, Stage<?>> stages;

    /** Created on demand, because reflection takes time and a pipeline uses few of the stage types. */
    private final Map<String, Structure> parameters = new ConcurrentHashMap<>();

    private StageCatalog(NavigableMap<String, Stage<?>> stages) {
        this.stages = Collections.unmodifiableNavigableMap(stages);
    }

    /**
     * Returns a catalog of stages.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static StageCatalog of(List<? extends Stage<?>> stages) {
        NavigableMap<String, Stage<?>> byName = new TreeMap<>();
        for (Stage<?> stage : stages) {
            if (byName.put(stage.type().name(), stage) != null) {
                throw new IllegalArgumentException(
                        "two stage types are called '" + stage.type().name() + "'");
            }
        }
        return new StageCatalog(byName);
    }

    /**
     * Returns the stage types on the class path, as listed in files {@code
     * META-INF/services/org.cb1network.engine.stage.Stage}.
     */
    public static StageCatalog ofThisProgram() {
        List<Stage<?>> stages = new ArrayList<>();
        ServiceLoader.load(Stage.class, StageCatalog.class.getClassLoader()).forEach(stages::add);
        return of(stages);
    }

    /**
     * Returns a catalog with additional stage types.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public StageCatalog with(List<Stage<?>> others) {
        List<Stage<?>> all = new ArrayList<>(stages());
        all.addAll(others);
        return of(all);
    }

    /** Returns the names of all stage types. */
    public SortedSet<String> names() {
        return new TreeSet<>(stages.keySet());
    }

    /** Returns all stage types, sorted by name. */
    public List<Stage<?>> stages() {
        return List.copyOf(stages.values());
    }

    /**
     * Returns the parameters of a stage type.
     *
     * @throws IllegalArgumentException if they violate the rules of package {@link org.cb1network.engine.stage}
     */
    public Structure parameters(String name) {
        return parameters.computeIfAbsent(
                name, key -> ParameterTypes.of(find(key).orElseThrow().type().parameters()));
    }

    /**
     * Returns the structure of a shared document, as declared by the first of the given stage types that uses it or, if
     * none does, by the first of all. Empty if no stage type uses it.
     */
    public Optional<Structure> document(String key, Collection<String> used) {
        return Stream.concat(
                        used.stream().filter(name -> stages.containsKey(name)),
                        stages().stream().map(stage -> stage.type().name()))
                .flatMap(name -> parameters(name).taking(key).stream())
                .map(field -> (Structure) field.type())
                .findFirst();
    }

    /** Returns the stage type with a name. */
    public Optional<Stage<?>> find(String name) {
        return Optional.ofNullable(stages.get(name));
    }
}
