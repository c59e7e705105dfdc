"""The table of docs/statistics.md, as `python -m bench.coverage` printed it."""

from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "statistics.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith(("| rho", "| half", "| larger", "| one has"))
]


def test_the_table_has_every_world_and_size():
    assert len(ROWS) == 24
    assert {row[1] for row in ROWS} == {"10", "30", "100"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_every_point_is_inside_the_bounds(row):
    *medians, p25, p75 = row[4:]
    assert all(0.93 <= float(share) <= 0.98 for share in medians)
    assert all(0.93 <= float(share) <= 0.99 for share in (p25, p75) if share != "-")
