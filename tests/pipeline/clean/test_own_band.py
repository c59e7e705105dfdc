"""Which of several bands counts: that of the posting's own place or level, else the middle one."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.raw import RawPosting
from models.vocab import HeadlineBy, Level, LevelFrom, PayFact, SalaryStatus
from pipeline.clean.engine import clean
from tests.support.rows import every_row

with Path(__file__).with_name("own_band.csv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file))
PART_TIME = {"country": "GB", "employment": "Part-time"}
ZONES = "Zone C: $101k - $132k; Zone B: $110k - $143k; Zone A: $122k - $160k"


def cleaned(text, *, prose=False, **said):
    given = {"title": "Data Scientist", "country": "US"} | said
    where = {"description_html": f"<p>{text}</p>"} if prose else {"salary": text}
    at = datetime(2026, 10, 28, tzinfo=UTC)
    url = "https://fair.example/7"
    return clean(RawPosting(source="s", source_key="7", url=url, fetched_at=at, **given, **where))


@every_row("prose", [False, True])
@every_row("row", TABLE, ids=lambda row: row["text"][:60] if isinstance(row, dict) else row)
def test_the_headline_is_the_postings_own_band_or_the_middle_one(row, prose):
    said = {name: row[name] for name in ("title", "location", "country")}

    posting = cleaned(row["text"], prose=prose, **said).posting

    assert f"{posting.salary_min:f}..{posting.salary_max:f}" == row["headline"]
    assert (posting.headline_by, posting.bands) == (row["by"], int(row["bands"]))


def test_the_columns_say_how_far_the_bands_reach():
    found = cleaned(ZONES)

    posting = found.posting
    assert posting.salary_status is SalaryStatus.OK
    assert (posting.annual_mid, posting.headline_by) == (126_500, HeadlineBy.MIDDLE)
    assert (posting.bands, posting.span_min, posting.span_max) == (3, 101_000, 160_000)
    (issue,) = (issue for issue in found.issues if issue.code == "several_bands")
    assert issue.detail == "one of 3 bands, chosen by middle"
    assert [band.headline for band in found.bands] == [False, True, False]


def test_a_band_with_an_open_end_has_no_middle():
    posting = cleaned("from $120,000 a year").posting

    assert (posting.annual_mid, posting.span_min, posting.span_max) == (None, 120_000, None)


@pytest.mark.parametrize(
    ("title", "level", "stated"),
    [
        ("Data Scientist", None, None),
        ("Senior Data Scientist", Level.SENIOR, LevelFrom.TITLE),
    ],
)
def test_pay_for_several_levels_leaves_only_the_level_of_the_title(title, level, stated):
    text = (
        "5+ years of experience in data science required. Senior: $150k-$180k. Staff: $180k-$220k."
    )

    posting = cleaned(text, prose=True, title=title).posting

    assert (posting.level, posting.level_from) == (level, stated)
    assert posting.bands == 2


@pytest.mark.parametrize(
    ("text", "said", "net", "facts"),
    [
        ("18 000 zł netto + VAT (B2B)", {"country": "PL"}, True, (PayFact.VAT, PayFact.B2B)),
        ("£35,000 pro rata", {"country": "GB"}, None, (PayFact.PRO_RATA,)),
        ("60.000 € brutto", {"country": "DE"}, False, ()),
        ("USD 90,000 a year", {"country": "DE"}, None, (PayFact.FOREIGN_CURRENCY,)),
        ("USD 90,000 a year", {"location": "Austin, TX; Berlin"}, None, ()),
        ("£35,000", PART_TIME, None, (PayFact.PART_TIME,)),
    ],
)
def test_what_reports_tell_apart_is_on_the_row(text, said, net, facts):
    posting = cleaned(text, **said).posting

    assert (posting.net, posting.facts) == (net, facts)
