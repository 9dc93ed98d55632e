package org.cb1network.figures.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextStyle;

/**
 * How figures look: sizes of text, widths of lines, colours of conditions and populations. All of it is in one file,
 * {@code theme.properties}; figures define no colours or font sizes.
 *
 * @param lengths sizes and other numbers by their names in the file, such as {@code line.axis}
 * @param colors colours by their names in the file, without {@code color.}, such as {@code V2M-CB1-KO}
 */
public record Theme(SortedMap<String, Double> lengths, SortedMap<String, Color> colors) {

    private static final String COLOR_PREFIX = "color.";

    /** Copies the maps. */
    public Theme {
        lengths = Collections.unmodifiableSortedMap(new TreeMap<>(lengths));
        colors = Collections.unmodifiableSortedMap(new TreeMap<>(colors));
    }

    /** Returns the theme of the published figures. */
    public static Theme published() {
        InputStream file = Objects.requireNonNull(Theme.class.getResourceAsStream("theme.properties"));
        try (Reader in = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a theme file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a value is neither a number nor a colour; the message names the entry
     */
    public static Theme read(Reader file) throws IOException {
        Properties properties = new Properties();
        properties.load(file);
        TreeMap<String, Double> lengths = new TreeMap<>();
        TreeMap<String, Color> colors = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name).strip();
            try {
                if (name.startsWith(COLOR_PREFIX)) {
                    colors.put(name.substring(COLOR_PREFIX.length()), Color.hex(value));
                } else {
                    lengths.put(name, Double.parseDouble(value));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Theme entry " + name + " = " + value + ": " + e.getMessage(), e);
            }
        }
        return new Theme(lengths, colors);
    }

    /**
     * Returns the colour of a condition, a population or a part of figures.
     *
     * @throws IllegalArgumentException if the theme has no such colour
     */
    public Color color(String name) {
        Color color = colors.get(name);
        if (color == null) {
            throw new IllegalArgumentException("The theme has no colour \"" + name + "\"; it has " + colors.keySet());
        }
        return color;
    }

    /**
     * Returns a number of the theme, such as {@code axis.tick}.
     *
     * @throws IllegalArgumentException if the theme has no such number
     */
    public double length(String name) {
        Double length = lengths.get(name);
        if (length == null) {
            throw new IllegalArgumentException("The theme has no length \"" + name + "\"; it has " + lengths.keySet());
        }
        return length;
    }

    /** Returns the style of ordinary text: labels of axes and ticks. */
    public TextStyle text() {
        return TextStyle.plain(length("text.size"));
    }

    /** Inconspicuous notes. */
    public TextStyle smallText() {
        return TextStyle.plain(length("text.small"));
    }

    /** Titles of panels and sections. */
    public TextStyle titleText() {
        return TextStyle.plain(length("text.title"));
    }

    /** Returns the letters of panels. */
    public TextStyle letterText() {
        return TextStyle.plain(length("text.letter")).asBold();
    }

    /** Returns the lines of axes and their ticks. */
    public Stroke axisLine() {
        return Stroke.ruled(length("line.axis"));
    }

    /** Returns a line of data. */
    public Stroke dataLine() {
        return Stroke.round(length("line.data"));
    }

    /** Returns a dotted line for a reference value. */
    public Stroke referenceLine() {
        double width = length("line.thin");
        return Stroke.ruled(width).dashed(1.4 * width, 2 * width);
    }
}
