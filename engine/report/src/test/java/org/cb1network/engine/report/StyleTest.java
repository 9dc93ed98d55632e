package org.cb1network.engine.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The readability of the style sheet's colours in the light, dark and print schemes. */
class StyleTest {

    /** Minimum contrast of text, by WCAG 2.1, success criterion 1.4.3. */
    private static final double LEAST = 4.5;

    /** Pairs of text and background colours. */
    private static final List<String> PAIRS = List.of(
            "text page",
            "text card",
            "text band",
            "text bad-back",
            "muted page",
            "muted card",
            "muted band",
            "link page",
            "link band",
            "link card",
            "good page",
            "good good-back",
            "bad page",
            "bad bad-back",
            "open open-back",
            "text open-back",
            "bad card",
            "good card");

    @Test
    void textHasEnoughContrastInEveryScheme() throws IOException {
        String style = style();
        Matcher roots = Pattern.compile(":root\\s*\\{([^}]*)}").matcher(style);
        Map<String, String> colors = new HashMap<>();
        int schemes = 0;
        while (roots.find()) {
            Matcher color = Pattern.compile("--([a-z-]+):\\s*(#[0-9a-f]{6})").matcher(roots.group(1));
            while (color.find()) {
                colors.put(color.group(1), color.group(2));
            }
            schemes++;
            for (String pair : PAIRS) {
                String[] names = pair.split(" ", 2);
                double contrast = contrast(color(colors, names[0]), color(colors, names[1]));
                assertTrue(contrast >= LEAST, "scheme " + schemes + ": " + pair + " has " + contrast);
            }
        }
        assertTrue(schemes == 3, "light, dark and print, not " + schemes);
    }

    private static String color(Map<String, String> colors, String name) {
        String color = colors.get(name);
        assertTrue(color != null, "no colour --" + name);
        return color;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** Relative luminance as WCAG 2.1 defines it. */
    private static double luminance(String color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(color.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static String style() throws IOException {
        try (InputStream style = Report.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(style).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
