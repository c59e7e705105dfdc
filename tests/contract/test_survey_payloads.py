from pathlib import Path

import pytest

from pipeline.survey.read import read_survey

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "aijobs_salaries"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the recorded data sets are not beside this checkout"
)

# Rows, and about how many of a hundred were an end of a band.
SNAPSHOTS = {
    "salaries_2023-01-22.csv": (2272, 76),
    "salaries_2023-04-16.csv": (3821, 83),
    "salaries_2024-12-15_sample3000.csv": (3000, 0),
}


@pytest.mark.parametrize(("name", "known"), SNAPSHOTS.items())
def test_every_row_of_a_snapshot_is_accounted_for(name, known):
    rows, ends = known
    survey = read_survey(FOLDER / name)
    assert survey.rows == rows
    assert sum(f.times * (2 if f.is_band else 1) for f in survey.observations) == rows
    assert 200 * survey.bands // rows == ends
    assert len({f.survey_id for f in survey.observations}) == len(survey.observations)
    assert sum(f.role is not None for f in survey.observations) > 0.9 * len(survey.observations)
    assert survey.clipped == 0
