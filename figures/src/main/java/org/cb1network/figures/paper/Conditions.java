package org.cb1network.figures.paper;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cb1network.figures.stage.Estimate;
import org.cb1network.figures.stage.Estimates;

/** The conditions and populations of the paper's figures: their order and their short names. Colours have the same names. */
public final class Conditions {

    /** The conditions of the published figures, in their order. */
    public static final List<String> SHOWN = List.of("V1", "V2M", "V2M-CB1-KO");

    /** The populations from the surface down to layer 4. */
    public static final List<String> POPULATIONS = List.of("CB1Inh", "PvInh", "L23Exc", "L4Exc");

    private static final Map<String, String> SHORT = Map.of(
            "L23Exc", "L2/3 PN",
            "L4Exc", "L4 PN",
            "PvInh", "PV",
            "CB1Inh", "CB1",
            "AffExcBG", "bg",
            "AffExcTV", "input",
            "V2M-CB1-KO", "KO");

    private Conditions() {}

    /** Returns an estimate for each condition, in the order of {@link #SHOWN}; NaN for a condition without rows. */
    public static <R extends Estimate> Estimates estimates(List<R> rows, Function<R, String> condition) {
        return Estimates.items(rows, condition, SHOWN);
    }

    /** Returns a short name of a population or condition for labels; its own name if it has no shorter one. */
    public static String shortName(String name) {
        return SHORT.getOrDefault(name, name);
    }

    /** Returns the names as an array for marks and axes. */
    public static String[] names() {
        return SHOWN.toArray(String[]::new);
    }

    /** Returns the short names of the conditions, as labels of bars. */
    public static String[] shortNames() {
        return SHOWN.stream().map(Conditions::shortName).toArray(String[]::new);
    }
}
