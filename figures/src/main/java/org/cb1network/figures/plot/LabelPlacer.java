package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.mark.Mark.LabelWish;

/**
 * Finds places for the labels of lines: inside the panel, close to their line and closer to it than to any other labelled
 * line, without crossing a line or touching other text, and preferably at the right end.
 *
 * <p>It tries a lattice of places for each label. The labels are placed in turn, several times, each with the
 * others where they are. The result is deterministic.
 */
final class LabelPlacer {

    private static final int COLUMNS = 40;
    private static final double ROW_MM = 0.35;
    private static final int ROUNDS = 3;
    private static final double GAP_MM = 0.8;
    private static final double CLEARANCE_MM = 0.55;

    /** The cost of a place; one unit is one millimetre of distance from the line. */
    private static final double TOUCHES_TEXT = 1000;

    private static final double CROSSES_LINE = 100;
    private static final double NEARER_TO_ANOTHER = 3;
    private static final double AT_LEFT_END = 4;
    private static final double BESIDE = 0.15;
    private static final double BELOW = 0.3;

    private final Rect room;
    private final List<Polyline> obstacles;
    private final List<PlacedText> taken;

    /**
     * Creates a placer for one panel.
     *
     * @param room labels stay inside it
     * @param obstacles lines that labels should not cross, mm
     * @param taken texts that labels must not touch
     */
    LabelPlacer(Rect room, List<Polyline> obstacles, List<PlacedText> taken) {
        this.room = room;
        this.obstacles = obstacles;
        this.taken = taken;
    }

    /** Returns the places of the labels, in the order of the requests. */
    List<PlacedText> place(List<LabelWish> wishes, TextStyle style) {
        List<PlacedText> placed = new ArrayList<>();
        for (int round = 0; round < (wishes.size() > 1 ? ROUNDS : 1); round++) {
            for (int i = 0; i < wishes.size(); i++) {
                List<PlacedText> others = new ArrayList<>(placed);
                if (round > 0) {
                    others.remove(i);
                }
                PlacedText best = best(wishes, i, style, others);
                if (round > 0) {
                    placed.set(i, best);
                } else {
                    placed.add(best);
                }
            }
        }
        return placed;
    }

    private PlacedText best(List<LabelWish> wishes, int own, TextStyle style, List<PlacedText> others) {
        TextLayout text = TextLayout.of(wishes.get(own).markup(), style);
        double roomX = Math.max(0, room.width() - text.width());
        int rows = (int) Math.max(1, Math.floor((room.height() - text.height()) / ROW_MM));
        List<Rect> texts = Stream.concat(taken.stream(), others.stream())
                .map(PlacedText::bounds)
                .toList();
        double bestX = room.right() - text.width();
        double bestY = room.y();
        double bestCost = Double.POSITIVE_INFINITY;
        Polyline line = wishes.get(own).line();
        double beyondEnd = line.count() == 0 ? room.x() : line.x(line.count() - 1) + GAP_MM;
        for (int column = 0; column <= COLUMNS + 1; column++) {
            double last = room.right() - text.width();
            double x = column <= COLUMNS ? last - roomX * column / COLUMNS : Math.min(last, beyondEnd);
            double share = roomX == 0 ? 0 : (last - x) / roomX;
            for (int row = 0; row <= rows; row++) {
                double y = room.y() + row * ROW_MM;
                Rect label = Rect.of(x, y, text.width(), text.height());
                double cost = AT_LEFT_END * share + closeness(label, wishes, own, bestCost);
                if (cost < bestCost) {
                    cost += collisions(label.grown(CLEARANCE_MM), texts);
                    if (cost < bestCost) {
                        bestCost = cost;
                        bestX = x;
                        bestY = y;
                    }
                }
            }
        }
        return text.at(bestX, bestY, Anchor.TOP_LEFT);
    }

    private double collisions(Rect box, List<Rect> texts) {
        double cost = 0;
        for (Rect other : texts) {
            cost += box.overlaps(other) ? TOUCHES_TEXT : 0;
        }
        for (Polyline obstacle : obstacles) {
            cost += obstacle.meets(box) ? CROSSES_LINE : 0;
        }
        return cost;
    }

    /**
     * Returns the cost of the distance from the label's line and of closeness to others; stops early if the distance
     * alone costs too much.
     */
    private static double closeness(Rect label, List<LabelWish> wishes, int own, double tooMuch) {
        Polyline line = wishes.get(own).line();
        int nearest = nearestPoint(line, label);
        double ownDistance = distance(line, nearest, label);
        double beside = label.centerY() - line.y(nearest);
        double cost = Math.abs(ownDistance - GAP_MM) + BESIDE * Math.abs(beside) + (beside > 0 ? BELOW : 0);
        for (int i = 0; i < wishes.size() && cost < tooMuch; i++) {
            Polyline other = wishes.get(i).line();
            if (i != own && distance(other, nearestPoint(other, label), label) < 1.5 * ownDistance) {
                cost += NEARER_TO_ANOTHER;
            }
        }
        return cost;
    }

    /**
     * Returns the point of a line that is nearest to a box; lines have enough points to represent what is between them.
     */
    private static int nearestPoint(Polyline line, Rect box) {
        int nearest = 0;
        double least = distance(line, 0, box);
        for (int i = 1; i < line.count(); i++) {
            double distance = distance(line, i, box);
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest;
    }

    private static double distance(Polyline line, int point, Rect box) {
        double dx = Math.max(0, Math.max(box.x() - line.x(point), line.x(point) - box.right()));
        double dy = Math.max(0, Math.max(box.y() - line.y(point), line.y(point) - box.bottom()));
        double distance = Math.sqrt(dx * dx + dy * dy);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }
}
