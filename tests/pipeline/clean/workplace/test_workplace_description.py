import csv
import html
from pathlib import Path
from typing import Any

import pytest

from models.raw import RawPosting
from models.vocab import Workplace
from pipeline.clean.engine import clean
from pipeline.clean.workplace.description import read_prose, without_others
from pipeline.rules.rows.place import ProseRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import phrase, plain
from pipeline.text.prose import LONGEST
from tests.support.rows import every_row

RULES = read_rules(ProseRule)
LABELS = Path(__file__).resolve().parents[3] / "labels/workplace.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    LABELLED = list(csv.DictReader(file))
# beginnings of texts that were labelled before they were read, and are read wrong still
KNOWN_MISSES = (
    "Other teams at the company may",
    "There's no way to do this one from your sofa: the kiln is in our workshop.",
    "You will run the bar and the",
    "Applicants must live within ",
    "As receptionist you are the ",
    "We don't care where your des",
    "Our guides meet their groups",
    "Anyone hoping to do this fro",
    "The museum shop is open Wedn",
    "You'll be part of a team tha",
    "This post attracts no travel",
    "Erzieher (m/w/d) für unsere ",
    "Addetto vendite - punto vend",
    "Satış Danışmanı - Mağaza İçi",
    "You join a team of nine actu",
    "The bakery counter is yours ",
    "You'd come by train to York ",
    "Our tutors teach in classroo",
    "Verkäufer (m/w/d) Filiale Pa",
    "We welcome applications from",
    "You can work from home when ",
    "You'll be at the plant one day a week",
    "Na pracovisku, Trnava",
    "Remote Highlands, Scotland",
    "De monsters mogen het lab",
    "Prøverne må ikke forlade",
    "Statistician (part home-based",
    "Work From Home Research",
    "Оператор данных (офис",
    "Flexible: office and home",
    "The position is telework-eligible 100%",
    "5日中5日オフィスに出社",
    "Working from home is possible, but not on all five",
    "You won't find an office here, only people",
    "The interview process is fully remote, and so",
)


def labelled(row):
    marks = [pytest.mark.xfail(strict=True)] if row["text"].startswith(KNOWN_MISSES) else []
    return pytest.param(row, marks=marks, id=f"{row['where']} {row['text']}")


@every_row("row", [labelled(row) for row in LABELLED])
def test_labelled_texts(row):
    given: dict[str, Any] = {"title": "Data Engineer"}
    if row["where"] == "description":
        text = f"Join a team of engineers.\n{row['text']}\nWe care about people."
        given["description_html"] = html.escape(text).replace("\n", "<br>")
    else:
        given["workplace" if row["where"] == "field" else row["where"]] = row["text"]
    read = clean(RawPosting(source="s", source_key="1", url="u", **given)).posting
    assert (read.workplace or "") == row["workplace"]


@every_row("rule", RULES, ids=lambda rule: rule.phrase)
def test_each_rule_reads_its_example(rule):
    meant = Workplace(rule.workplace) if rule.workplace in {*Workplace} else None
    assert read_prose(rule.example).workplace is meant
    found = phrase(rule.phrase).search(plain(rule.example))
    assert found
    assert any(word in found[0] for word in rule.about.split()), "a word that leads to the rule"


def test_a_pattern_stands_between_letters_of_chinese_and_not_of_latin():
    assert phrase("远程").search("支持远程办公")
    assert phrase("remote").search("支持remote办公")
    assert not phrase("remote").search("remotely")
    assert phrase("# days").search("週3 days")


def test_a_turkish_capital_keeps_each_offset():
    assert plain("İSTANBUL – Ofis") == "istanbul - ofis"


def test_the_sentence_is_the_evidence():
    said = read_prose("We build maps. This role is fully remote. Apply now!")
    assert (said.workplace, said.text) == (Workplace.REMOTE, "This role is fully remote")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("This role is hybrid: you are fully on-site on Mondays.", Workplace.HYBRID),
        ("This is a remote role. Some teams have a hybrid role.", None),
        ("This is a remote role. This is an on-site role.", None),
        ("İ" * 10 + " This is a remote role.", Workplace.REMOTE),
        ("x" * LONGEST + ". This is a remote role.", None),
        ("", None),
    ],
)
def test_what_speaks_for_several_says_nothing(text, meant):
    assert read_prose(text).workplace is meant


def test_words_about_something_else_are_taken_out_of_a_title():
    assert without_others("Hybrid Cloud Engineer") == " Engineer"
    assert without_others("Hybrid Engineer") == "Hybrid Engineer"


def test_long_prose_is_read_in_linear_time():
    assert read_prose("remote office hybrid three days a week " * 5_000).workplace is not None
