package org.cb1network.engine.verify.lock;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The locked files of a figure stage.
 *
 * @param files SHA-256 of each file, by output name
 * @param drawing SHA-256 of the SVG file without its metadata, which names the tables it was drawn from; empty if there
 *     is no SVG
 * @param pixels SHA-256 of the pixels of the PNG file; empty if there is none
 * @param panels the first {@value #PANEL_DIGITS} digits of the SHA-256 of the pixels of each panel named by the PNG
 *     file, by letter: they locate a difference but do not decide whether there is one
 */
public record LockedFigure(
        SortedMap<String, String> files, String drawing, String pixels, SortedMap<String, String> panels) {

    /** Number of digits of a panel's digest. */
    public static final int PANEL_DIGITS = 16;

    public LockedFigure {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        panels = Collections.unmodifiableSortedMap(new TreeMap<>(panels));
    }
}
