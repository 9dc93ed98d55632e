package org.cb1network.engine.spec.bind;

import java.util.List;
import java.util.SortedMap;

/**
 * The parameters of a stage at one point in the one form that depends on nothing but their values: names of parameters,
 * as a user would address them, with their values as text. Defaults are filled in, units converted, numbers written in
 * one way, keys sorted; names of populations and the like are as the user wrote them.
 *
 * <p>For example {@code duration} = {@code 500 ms}, {@code model.projections.CB1Inh -> L23Exc.release} = {@code 0.25}.
 */
public interface CanonicalParameters {

    /**
     * The parameters by component of the record, in the order of their names. Points share the sections that they agree
     * in: the very same object, so that whoever digests sections can digest each once.
     */
    List<Section> sections();

    /** All parameters: path to value, in the order of the paths. */
    SortedMap<String, String> asMap();

    /** The parameters of one component of the record. Compared by identity. */
    interface Section {

        /** The YAML key of the component. */
        String name();

        /** Its parameters: full path to value, in the order of the paths. */
        SortedMap<String, String> entries();
    }
}
