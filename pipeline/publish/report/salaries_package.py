"""Describe salaries.csv for programs: a data package beside it, as an export has one."""

import json
from dataclasses import replace
from pathlib import Path

from pipeline.publish.deprecation import SALARIES
from pipeline.publish.export.datapackage import DataFile, describe
from pipeline.publish.export.shape import Shape
from pipeline.publish.made_of import MADE_OF
from pipeline.publish.report.salaries_table import COLUMNS
from pipeline.publish.report.salary_feed import Report, day, instant

EMPTY = ("why_by_job", "why_by_employer")
"""Texts that are empty in the CSV where there is a median: a reader of it finds no value."""
DECLARED = tuple(replace(c, optional=c.optional or c.name in EMPTY) for c in COLUMNS)
SHAPE = Shape(DECLARED, (), title="salaries", version=SALARIES)
NAMES = {
    False: {"name": "payband-salaries", "title": "Advertised pay, by Payband"},
    True: {
        "name": "payband-sample-salaries",
        "title": "Advertised pay in a sample of invented job postings, by Payband",
    },
}
"""By whether the postings are invented."""


def package_text(report: Report, table: Path, rows: int, size: int, sha256: str) -> str:
    """Return the data package of a report's CSV: what each column means, and what it is made of.

    `size` and `sha256` are those of the file `table`.
    """
    people = report.people
    data = DataFile(table.name, ".csv", rows, size, sha256)
    about = describe(
        data,
        sorted(report.source.sources),
        SHAPE,
        invented=report.invented,
        filters=report.filters,
    )
    about |= NAMES[report.invented]
    about |= {"created": instant(report.seen[1])} if report.seen[1] is not None else {}
    about |= {MADE_OF: report.made_of.record} if report.made_of else {}
    about["period"] = {"since": day(people.since), "until": day(people.until)}
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
