package org.cb1network.stages.network.spec;

import java.util.Set;
import org.cb1network.engine.stage.CompositeKey;
import org.jspecify.annotations.Nullable;

/**
 * From where to where a projection goes.
 *
 * @param pre name of a population or an afferent
 * @param post name of a population
 */
public record Pathway(String pre, String post) implements CompositeKey, Comparable<Pathway> {

    private static final String ARROW = "->";

    /**
     * Reads {@code pre -> post}; spaces around the arrow do not matter.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Pathway parse(String text) {
        int arrow = text.indexOf(ARROW);
        String pre = arrow < 0 ? "" : text.substring(0, arrow).strip();
        String post = arrow < 0 ? "" : text.substring(arrow + ARROW.length()).strip();
        if (pre.isEmpty() || post.isEmpty() || post.contains(ARROW)) {
            throw new IllegalArgumentException("a projection is named 'pre -> post'");
        }
        return new Pathway(pre, post);
    }

    @Override
    public Set<String> names() {
        return pre.equals(post) ? Set.of(pre) : Set.of(pre, post);
    }

    // Written out: the first use of what records make by themselves takes as long as reading the whole pipeline.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pathway pathway && pathway.pre.equals(pre) && pathway.post.equals(post);
    }

    @Override
    public int hashCode() {
        return 31 * pre.hashCode() + post.hashCode();
    }

    @Override
    public int compareTo(Pathway other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return pre + " " + ARROW + " " + post;
    }
}
