package org.cb1network.engine.verify.picture;

/**
 * A part of a figure that its file names.
 *
 * @param letter its letter
 * @param xMm left edge of the area of its data, in millimetres from the left edge of the sheet
 * @param yMm upper edge, from the upper edge of the sheet
 * @param widthMm width of that area
 * @param heightMm height of that area
 */
public record Panel(String letter, double xMm, double yMm, double widthMm, double heightMm) {

    /** How far a point lies outside of the area, mm; 0 inside. */
    double distance(double x, double y) {
        double dx = Math.max(0, Math.max(xMm - x, x - xMm - widthMm));
        double dy = Math.max(0, Math.max(yMm - y, y - yMm - heightMm));
        return Math.sqrt(dx * dx + dy * dy);
    }
}
