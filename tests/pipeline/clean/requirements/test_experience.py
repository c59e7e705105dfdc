import csv
from pathlib import Path

from models.raw import RawPosting
from pipeline.clean.requirements.experience import experience, read_experience
from pipeline.clean.stage import Job, Texts
from pipeline.clean.stages import STAGES
from pipeline.rules.rows.requirements import ExperienceWords
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[3] / "labels/experience.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["batch"] == "table"]


def text(number):
    return "" if number is None else str(number)


@every_row("row", ROWS, ids=lambda row: row["text"])
def test_years_are_read_as_labelled(row):
    read = read_experience(row["text"])
    found = ("", "") if read is None else (text(read.low), text(read.high))
    assert found == (row["experience_min"], row["experience_max"])


@every_row("row", read_rules(ExperienceWords), ids=lambda row: row.phrase)
def test_words_do_what_their_kind_says(row):
    read = read_experience(row.example)
    if row.use in {"never_before", "never_after", "company"}:
        assert read is None
        return
    assert read is not None
    wanted = (None, 3) if row.use == "most" else (row.value or 3, None)
    assert (read.low, read.high) == wanted


def test_no_words_stand_twice():
    keys = [r.phrase.casefold() for r in read_rules(ExperienceWords)]
    assert sorted(keys) == sorted(set(keys))


def test_the_description_comes_before_the_title():
    raw = RawPosting(source="s", source_key="1", url="u", title="t")
    job = Job(raw, Texts(title="Analyst (2 years exp)", description="5+ years of experience"))
    assert experience(job).values == {"experience_min": 5, "experience_max": None}
    job = Job(raw, Texts(title="Analyst (2 years exp)"))
    assert experience(job).values == {"experience_min": 2, "experience_max": None}
    assert experience(Job(raw, Texts(title="Analyst"))).values == {}


def test_the_level_can_ask_for_the_years():
    names = [stage.__name__ for stage in STAGES]
    assert names.index("experience") < names.index("level")
