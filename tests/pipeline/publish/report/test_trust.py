"""The word of trust in a table is of both medians of its row, or says which it is of."""

from dataclasses import replace

import pytest

from pipeline.figures.cell import Cell
from pipeline.publish.report.page_tables.cells import country_tables, trust


def cell(by_job, by_employer, medians=(1.0, 1.0)):
    return Cell(
        id="pay/year/country=DE",
        unit="year",
        currency="EUR",
        all_jobs=20,
        label_by_job=by_job,
        label_by_employer=by_employer,
        median_by_job=medians[0],
        median_by_employer=medians[1],
    )


@pytest.mark.parametrize(
    ("labels", "medians", "word"),
    [
        (("low", "low"), (1.0, 1.0), "low"),
        (("medium", "low"), (1.0, 1.0), "medium by job, low by employer"),
        (("counts only", "low"), (None, 1.0), "low by employer"),
        (("low", "counts only"), (1.0, None), "low by job"),
        (("counts only", "counts only"), (None, None), "counts only"),
        (("<5", "<5"), (None, None), "<5"),
    ],
)
def test_each_median_has_its_word(labels, medians, word):
    assert trust(cell(labels[0], labels[1], medians)) == word


def test_medians_that_differ_are_named_without_a_cause():
    apart = replace(cell("low", "low", (161_200, 146_500)), country="US", few_drive=True)
    [shown], _more = country_tables([apart])
    [told] = shown.table.after
    assert told == "The medians by job and by employer differ by more than 10%: all roles."
