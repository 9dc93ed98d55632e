"""A figure without any library: SVG is text."""

import csv
import json

task = json.load(open("parameters.json"))
with open(task["inputs"]["cv"], newline="") as file:
    rows = list(csv.DictReader(file))

WIDTH, HEIGHT, MARGIN = 320, 220, 40
COLORS = {"E": "#0072b2", "I": "#d55e00"}
most_x = max(float(row["background"]) for row in rows)


def x(rate):
    return MARGIN + (WIDTH - 2 * MARGIN) * rate / most_x


def y(cv):
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * cv


marks = [
    f'<circle cx="{x(float(row["background"])):.1f}" cy="{y(float(row["cv"])):.1f}" r="4" '
    f'fill="{COLORS[row["population"]]}"/>'
    for row in rows
]
with open(task["outputs"]["figure"], "w") as out:
    out.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">\n'
        f'<path d="M{MARGIN},{MARGIN} V{HEIGHT - MARGIN} H{WIDTH - MARGIN}" fill="none" stroke="black"/>\n'
        + "\n".join(marks)
        + f'\n<text x="{WIDTH / 2}" y="{HEIGHT - 8}" font-size="12" text-anchor="middle">background (Hz)</text>\n'
        f'<text x="6" y="{MARGIN - 12}" font-size="12">coefficient of variation (0 to 1)</text>\n</svg>\n'
    )
