package org.cb1network.figures.output;

import org.cb1network.figures.draw.VectorPath;

/** Writes a shape as SVG path data, with relative moves rounded to micrometres so that rounding errors do not accumulate. */
final class SvgPath implements VectorPath.Sink {

    private final StringBuilder out = new StringBuilder();
    private long x;
    private long y;
    private long startX;
    private long startY;
    private char last;

    private SvgPath() {}

    /** Returns the path data of a shape in millimetres. */
    static String data(VectorPath shape) {
        SvgPath path = new SvgPath();
        shape.sendTo(path);
        return path.out.toString();
    }

    @Override
    public void moveTo(double toX, double toY) {
        long nextX = Numbers.thousandths(toX);
        long nextY = Numbers.thousandths(toY);
        command('m');
        number(nextX - x);
        number(nextY - y);
        last = 'l';
        x = nextX;
        y = nextY;
        startX = x;
        startY = y;
    }

    @Override
    public void lineTo(double toX, double toY) {
        long nextX = Numbers.thousandths(toX);
        long nextY = Numbers.thousandths(toY);
        if (nextY == y) {
            command('h');
            number(nextX - x);
        } else if (nextX == x) {
            command('v');
            number(nextY - y);
        } else {
            command('l');
            number(nextX - x);
            number(nextY - y);
        }
        x = nextX;
        y = nextY;
    }

    @Override
    public void curveTo(double x1, double y1, double x2, double y2, double toX, double toY) {
        command('c');
        number(Numbers.thousandths(x1) - x);
        number(Numbers.thousandths(y1) - y);
        number(Numbers.thousandths(x2) - x);
        number(Numbers.thousandths(y2) - y);
        long nextX = Numbers.thousandths(toX);
        long nextY = Numbers.thousandths(toY);
        number(nextX - x);
        number(nextY - y);
        x = nextX;
        y = nextY;
    }

    @Override
    public void close() {
        command('z');
        x = startX;
        y = startY;
    }

    private void command(char command) {
        if (command != last || command == 'z' || command == 'm') {
            out.append(command);
        }
        last = command;
    }

    private void number(long thousandths) {
        boolean afterNumber = Character.isDigit(out.charAt(out.length() - 1));
        if (afterNumber && thousandths >= 0) {
            out.append(' ');
        }
        Numbers.append(out, thousandths);
    }
}
