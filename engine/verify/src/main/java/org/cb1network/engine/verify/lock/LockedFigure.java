package org.cb1network.engine.verify.lock;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a stage that draws.
 *
 * @param files SHA-256 of each file, by the name of the output
 * @param drawing SHA-256 of the SVG file without its metadata, which name the tables it was drawn from; empty if there is no SVG
 * @param pixels SHA-256 of the pixels of the PNG file; empty if there is none
 * @param panels the first {@value #PANEL_DIGITS} digits of the SHA-256 of the pixels of each panel that the PNG file names, by its letter: they
 *     say where pixels differ, not whether
 */
public record LockedFigure(
        SortedMap<String, String> files, String drawing, String pixels, SortedMap<String, String> panels) {

    /** Digits of a panel's digest. */
    public static final int PANEL_DIGITS = 16;

    public LockedFigure {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        panels = Collections.unmodifiableSortedMap(new TreeMap<>(panels));
    }
}
