from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pandas as pd
import pytest

from models.posting import JobPosting
from models.record import columns
from models.vocab import Level
from pipeline.errors import InputError
from pipeline.tables import rows as module
from pipeline.tables.frame import clean_frame


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    """A cleaner that says what the test can foresee."""

    def clean(raw, rates, aliases):
        posting = JobPosting(
            posting_id=raw.posting_id,
            source=raw.source,
            source_key=raw.source_key,
            title=raw.title or None,
            level=Level.SENIOR if "Senior" in raw.title else None,
            salary_min=Decimal(raw.salary) if raw.salary else None,
            posted_on=date.fromisoformat(raw.posted) if raw.posted else None,
            skills=("C", "Go") if raw.title else (),
        )
        texts = SimpleNamespace(description=raw.description_html)
        return SimpleNamespace(posting=posting, bands=(), issues=(), texts=texts)

    monkeypatch.setattr(module, "clean_all", lambda raws, *given: (clean(r, *given) for r in raws))


def test_one_row_for_each_row_in_order_with_its_index():
    frame = pd.DataFrame({"title": ["B", "", "Senior A"]}, index=[7, 3, 5])
    cleaned = clean_frame(frame)
    assert list(cleaned.columns) == [c.name for c in columns(JobPosting)]
    assert list(cleaned.index) == [7, 3, 5]
    assert cleaned["source_key"].tolist() == ["1", "2", "3"]
    assert cleaned["title"].fillna("?").tolist() == ["B", "?", "Senior A"]
    assert cleaned["level"].dropna().to_dict() == {5: "senior"}
    assert cleaned["skills"].tolist() == ["C; Go", "", "C; Go"]


def test_columns_are_typed():
    seen = "2026-10-28T06:00:00Z"
    frame = pd.DataFrame(
        {
            "title": ["A", "B"],
            "salary": ["120000.5", ""],
            "posted": ["2026-10-01", ""],
            "fetched_at": [seen, ""],
        }
    )
    cleaned = clean_frame(frame)
    assert cleaned["salary_min"].dtype == "float64"
    assert cleaned["salary_min"].sum() == 120000.5
    assert cleaned["posted_on"][0] == pd.Timestamp("2026-10-01")
    moment = datetime(2026, 10, 28, 6, tzinfo=UTC)
    assert cleaned["first_seen"][0] == cleaned["last_seen"][0] == moment
    assert cleaned.loc[1, ["salary_min", "posted_on", "first_seen", "status"]].isna().all()
    assert cleaned["status"].isna().all()


def test_no_rows():
    cleaned = clean_frame(pd.DataFrame({"title": []}))
    assert len(cleaned) == 0
    assert cleaned["annual_min_usd"].dtype == "float64"


def test_a_value_that_cannot_be_read_is_named():
    frame = pd.DataFrame({"title": ["A", "B"], "fetched_at": ["", "soon"]})
    with pytest.raises(InputError, match="the frame, row 2, fetched_at: 'soon' is no time"):
        clean_frame(frame)
