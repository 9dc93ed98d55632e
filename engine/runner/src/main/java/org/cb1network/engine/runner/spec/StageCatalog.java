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

/** The stage types that a pipeline may use, by name. */
public final class StageCatalog {

    private final NavigableMap<String, Stage<?>> stages;

    /** Made on demand: reflection takes time, and a pipeline uses few of the stage types. */
    private final Map<String, Structure> parameters = new ConcurrentHashMap<>();

    private StageCatalog(NavigableMap<String, Stage<?>> stages) {
        this.stages = Collections.unmodifiableNavigableMap(stages);
    }

    /**
     * A catalog of stages.
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

    /** The stage types on the class path: those that files {@code META-INF/services/org.cb1network.engine.stage.Stage} name. */
    public static StageCatalog ofThisProgram() {
        List<Stage<?>> stages = new ArrayList<>();
        ServiceLoader.load(Stage.class, StageCatalog.class.getClassLoader()).forEach(stages::add);
        return of(stages);
    }

    /**
     * These stage types and others.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public StageCatalog with(List<Stage<?>> others) {
        List<Stage<?>> all = new ArrayList<>(stages());
        all.addAll(others);
        return of(all);
    }

    /** As {@link #of(List)}. */
    public static StageCatalog of(Stage<?>... stages) {
        return of(List.of(stages));
    }

    /** The names of all stage types. */
    public SortedSet<String> names() {
        return new TreeSet<>(stages.keySet());
    }

    /** All stage types, in the order of their names. */
    public List<Stage<?>> stages() {
        return List.copyOf(stages.values());
    }

    /**
     * The parameters of a stage type.
     *
     * @throws IllegalArgumentException if they are not described as the package {@link org.cb1network.engine.stage} wants
     *     it
     */
    public Structure parameters(String name) {
        return parameters.computeIfAbsent(
                name, key -> ParameterTypes.of(find(key).orElseThrow().type().parameters()));
    }

    /**
     * What a shared document consists of: as the first of some stage types says that takes it or, if none of them does, the first
     * of all. Empty if no stage type takes it.
     */
    public Optional<Structure> document(String key, Collection<String> used) {
        return Stream.concat(
                        used.stream().filter(name -> stages.containsKey(name)),
                        stages().stream().map(stage -> stage.type().name()))
                .flatMap(name -> parameters(name).taking(key).stream())
                .map(field -> (Structure) field.type())
                .findFirst();
    }

    /** The stage type of a name. */
    public Optional<Stage<?>> find(String name) {
        return Optional.ofNullable(stages.get(name));
    }
}
