package org.cb1network.figures.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.mark.Mark.LabelWish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPlacerTest {

    private static final Rect PANEL = Rect.of(10, 10, 40, 30);
    private static final TextStyle STYLE = TextStyle.plain(7);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void labelsCrossNoLineAndNoOtherLabel(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabelWish> wishes = new ArrayList<>();
        for (String name : List.of("V1", "V2M", "PV", "CB1")) {
            double start = random.nextDouble();
            double end = random.nextDouble();
            double bend = random.nextDouble(-0.4, 0.4);
            wishes.add(wish(name, t -> start + (end - start) * t + bend * t * (1 - t)));
        }
        List<PlacedText> labels = place(wishes, List.of());
        for (int i = 0; i < labels.size(); i++) {
            assertTrue(PANEL.grown(0.3).contains(labels.get(i).bounds()), "seed " + seed + ": inside");
            for (LabelWish line : wishes) {
                assertFalse(
                        line.line().meets(labels.get(i).bounds()),
                        "seed " + seed + ": " + labels.get(i).plain());
            }
            for (int j = 0; j < i; j++) {
                assertFalse(labels.get(i).overlaps(labels.get(j), 0.3), "seed " + seed);
            }
        }
    }

    @Test
    void labelsStandCloseToTheirOwnLines() {
        LabelWish high = wish("high", t -> 0.9);
        LabelWish low = wish("low", t -> 0.1);
        List<PlacedText> labels = place(List.of(high, low), List.of());
        assertTrue(labels.get(0).bounds().centerY() < 18, "upper third");
        assertTrue(labels.get(1).bounds().centerY() > 32, "lower third");
        assertTrue(labels.get(0).bounds().right() > 45, "rather at the right end");
    }

    @Test
    void labelsKeepClearOfOtherTexts() {
        LabelWish line = wish("label", t -> 0.5);
        Rect before = place(List.of(line), List.of()).get(0).bounds();
        PlacedText note = TextLayout.of("a note", STYLE).at(before.centerX(), before.centerY(), Anchor.CENTER);
        assertFalse(place(List.of(line), List.of(note)).get(0).overlaps(note, 0.3));
    }

    @Test
    void theSameWishesGiveTheSamePlaces() {
        List<LabelWish> wishes = List.of(wish("a", t -> t), wish("b", t -> 1 - t), wish("c", t -> 0.5));
        List<PlacedText> first = place(wishes, List.of());
        List<PlacedText> second = place(wishes, List.of());
        for (int i = 0; i < 3; i++) {
            assertEquals(first.get(i).bounds(), second.get(i).bounds());
        }
    }

    private static List<PlacedText> place(List<LabelWish> wishes, List<PlacedText> taken) {
        List<Polyline> lines = wishes.stream().map(LabelWish::line).toList();
        return new LabelPlacer(PANEL, lines, taken).place(wishes, STYLE);
    }

    private interface Height {
        double at(double t);
    }

    private static LabelWish wish(String name, Height height) {
        int n = 60;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double t = i / (n - 1.0);
            x[i] = PANEL.x() + PANEL.width() * t;
            y[i] = PANEL.bottom() - PANEL.height() * height.at(t);
        }
        return new LabelWish(name, Color.BLACK, Polyline.open(x, y));
    }
}
