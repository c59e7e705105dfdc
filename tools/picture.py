"""The chart alone, as an SVG file with its own style: `python -m tools.picture`.

Draws the README's picture from a store: by default that of the bundled sample, after `make run`.
"""

import sys
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.publish.export.rows import stream_jobs
from pipeline.publish.pages import environment
from pipeline.publish.report.chart import Chart, chart
from pipeline.publish.report.population import COLUMNS, population
from pipeline.publish.report.statistics import statistics
from pipeline.store.db.existing import open_existing

TARGET = Path("docs/salaries.svg")
SAMPLE = "sqlite:///data/sample/payband.db"
WIDTH = 860


def picture(drawn: Chart) -> str:
    """Return an SVG document of a fixed width, as pages without our stylesheet need it."""
    return environment().get_template("picture.svg.j2").render(chart=drawn, width=WIDTH)


def draw(url: str, target: Path) -> None:
    """Write the picture of a store's salaries."""
    people = population(stream_jobs(open_existing(url), COLUMNS, duplicates=True))
    with replacing(target) as file:
        file.write(picture(chart(statistics(people.counted).cells)).encode())


if __name__ == "__main__":
    draw(sys.argv[1] if len(sys.argv) > 1 else SAMPLE, TARGET)
