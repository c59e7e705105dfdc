"""Draw the chart alone, as an SVG file with its own style: `python -m tools.picture`.

It draws README's picture from a store. The default is the store of the sample, after `make run`.
"""

import sys
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.publish.charts.bars import Chart, chart
from pipeline.publish.pages import environment
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.salary_feed import make_report
from pipeline.store.db.existing import open_existing

TARGET = Path("docs/salaries.svg")
SAMPLE = "sqlite:///data/sample/payband.db"
WIDTH = 860


def picture(drawn: Chart) -> str:
    """Return an SVG document of fixed width, for pages without our stylesheet."""
    return environment().get_template("picture.svg.j2").render(chart=drawn, width=WIDTH)


def draw(url: str, target: Path) -> None:
    """Write the picture of a store's salaries."""
    figures = make_report(stored_jobs(open_existing(url))).figures
    with replacing(target) as file:
        file.write(picture(chart(figures.pay)).encode())


if __name__ == "__main__":
    draw(sys.argv[1] if len(sys.argv) > 1 else SAMPLE, TARGET)
