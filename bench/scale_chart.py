"""Draw time and memory of each step against the number of postings: docs/scale.svg.

python -m bench.scale_chart        draws it again from docs/scale.csv
"""

import csv
import math
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 440, 300, 62, 74, 34, 40
COLOURS = (
    *("#0b5fa5", "#b5470b", "#2a7f3e", "#7a3fa0", "#555555", "#a8862a", "#0a8a8a", "#b0235f"),
    *("#3d3d99", "#8a4b2a", "#1f7a99"),
)


def draw(rows):
    """Return an SVG of rows: step, postings, CPU seconds, MB. Both axes are logarithmic."""
    rows = [(step, int(count), float(seconds), float(mb)) for step, count, seconds, mb in rows]
    steps = list(dict.fromkeys(row[0] for row in rows))
    time = panel(rows, steps, 2, "CPU seconds", 0)
    memory = panel(rows, steps, 3, "MB of the largest process", WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="11">\n<title>Time and memory of each step against the '
        f'number of postings</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{time}{memory}</svg>\n"
    )


def panel(rows, steps, at, title, left):
    """Return one chart: column `at` of the rows against their postings."""
    across = ends([row[1] for row in rows])
    up = ends([max(row[at], 0.1) for row in rows])
    parts = [f'<text x="{left + LEFT}" y="18" font-weight="bold">{title}</text>\n']
    for power in range(round(across[0]), round(across[1]) + 1):
        x = left + place(power, across, LEFT, WIDTH - RIGHT)
        parts.append(line(x, TOP, x, HEIGHT - BOTTOM))
        parts.append(words(x, HEIGHT - BOTTOM + 16, f"{10**power:,}", "middle"))
    for power in range(round(up[0]), round(up[1]) + 1):
        y = place(power, up, HEIGHT - BOTTOM, TOP)
        parts.append(line(left + LEFT, y, left + WIDTH - RIGHT, y))
        parts.append(words(left + LEFT - 6, y + 4, f"{10.0**power:,g}", "end"))
    labels = []
    for step, colour in zip(steps, COLOURS[: len(steps)], strict=True):
        points = [
            (
                left + place(math.log10(count), across, LEFT, WIDTH - RIGHT),
                place(math.log10(max(value, 0.1)), up, HEIGHT - BOTTOM, TOP),
            )
            for name, count, value in ((row[0], row[1], row[at]) for row in rows)
            if name == step
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>\n'
        )
        labels.append((points[-1][1], step, colour))
    return "".join(parts) + named(labels, left + WIDTH - RIGHT + 6)


def named(labels, x):
    """Return the names of the lines at their right ends, moved apart where they would meet."""
    found, last = "", 0.0
    for y, step, colour in sorted(labels):
        last = max(y, last + 12)
        found += f'<text x="{x}" y="{last + 4:.1f}" fill="{colour}">{step}</text>\n'
    return found


def ends(values):
    """Return the powers of ten around all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def place(value, limits, begin, end):
    return begin + (value - limits[0]) / (limits[1] - limits[0]) * (end - begin)


def line(x, y, x2, y2):
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>\n'


def words(x, y, text, anchor):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>\n'


def main():
    with (DOCS / "scale.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    (DOCS / "scale.svg").write_text(draw(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
