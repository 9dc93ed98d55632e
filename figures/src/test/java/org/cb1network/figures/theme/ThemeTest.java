package org.cb1network.figures.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import org.cb1network.figures.draw.Color;
import org.junit.jupiter.api.Test;

class ThemeTest {

    private static final Theme THEME = Theme.published();

    /** Sampled from the middle of the bars, lines and dots of the published figures. */
    @Test
    void conditionsAndPopulationsHaveThePublishedColours() {
        assertClose("#2f2e2d", "V1", 3);
        assertClose("#e52129", "V2M", 3);
        assertClose("#902a0b", "V2M-CB1-KO", 3);
        assertClose("#800080", "PvInh", 0.1);
        assertClose("#ff7f0e", "CB1Inh", 0.1);
        assertClose("#1f77b4", "L4Exc", 0.1);
        assertClose("#8c564b", "AffExcTV", 0.1);
        assertClose("#2ca02c", "L23Exc", 13);
    }

    private static void assertClose(String published, String name, double tolerance) {
        double distance = ColorVision.NORMAL.distance(Color.hex(published), THEME.color(name));
        assertTrue(distance < tolerance, name + " is " + distance + " from the published colour");
    }

    /** Red and brown are closest: 35 with all cones, 13 without red, 21 without green ones. 2 can just be seen. */
    @Test
    void conditionsCanBeToldApartByColourBlindReaders() {
        assertApart(ColorVision.NORMAL, 35, "V1", "V2M", "V2M-CB1-KO");
        assertApart(ColorVision.PROTANOPIA, 13, "V1", "V2M", "V2M-CB1-KO");
        assertApart(ColorVision.DEUTERANOPIA, 20, "V1", "V2M", "V2M-CB1-KO");
    }

    /** With the published green and the paler published purple it would be 38, 5 and 8. */
    @Test
    void populationsCanBeToldApartByColourBlindReaders() {
        String[] populations = {"L23Exc", "PvInh", "CB1Inh", "L4Exc", "AffExcTV"};
        assertApart(ColorVision.NORMAL, 47, populations);
        assertApart(ColorVision.PROTANOPIA, 16.5, populations);
        assertApart(ColorVision.DEUTERANOPIA, 17, populations);
    }

    private static void assertApart(ColorVision vision, double atLeast, String... names) {
        double least = vision.leastDistance(THEME, names);
        assertTrue(least >= atLeast, vision + ": " + least);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> THEME.color("V3"))
                .getMessage();
        assertTrue(message.contains("V3") && message.contains("V2M-CB1-KO"), message);
        assertThrows(IllegalArgumentException.class, () -> THEME.length("axis.tock"));
    }

    @Test
    void aBadEntryIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> read("color.V1 = grey"))
                .getMessage();
        assertTrue(message.contains("color.V1 = grey") && message.contains("#rrggbb"), message);
        assertThrows(IllegalArgumentException.class, () -> read("axis.tick = long"));
    }

    /** Anchors of matplotlib's viridis, as its colour bar in the published figures has them. */
    @Test
    void viridisIsThePublishedMap() {
        String[] anchors = {"#440154", "#31688e", "#35b779", "#fde725"};
        double[] shares = {0, 1 / 3.0, 2 / 3.0, 1};
        for (int i = 0; i < anchors.length; i++) {
            double distance = ColorVision.NORMAL.distance(
                    Color.hex(anchors[i]), ColorMap.viridis().at(shares[i]));
            assertTrue(distance < 3.5, anchors[i] + ": " + distance);
        }
    }

    @Test
    void viridisGetsLighterAllTheWay() {
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            double lightness = ColorVision.lab(ColorMap.viridis().at(i / 100.0))[0];
            assertTrue(lightness > before, "at " + i + " %");
            before = lightness;
        }
    }

    private static Theme read(String text) throws IOException {
        return Theme.read(new StringReader(text));
    }

    @Test
    void aThemeIsReadFromAFile() throws IOException {
        Theme theme = read("axis.tick = 2.5\ncolor.V1 = #102030\n");
        assertEquals(2.5, theme.length("axis.tick"));
        assertEquals(new Color(16, 32, 48, 1), theme.color("V1"));
    }
}
