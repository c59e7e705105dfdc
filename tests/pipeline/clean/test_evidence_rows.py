"""Evidence names the row of the rule file that made a reading."""

import re
from pathlib import Path
from typing import Any

import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.rules import rulebook
from pipeline.rules.catalog import row_classes
from pipeline.rules.rulebook import read_rules

RULES = Path(rulebook.__file__).parent
ROW = re.compile(r"([\w/]+\.csv):(\d+)")


def evidence(field, **columns):
    """Return the rules of a field's evidence."""
    raw = RawPosting(**{"source": "s", "source_key": "1", "url": "u", "title": "X"} | columns)
    return [e.rule for _, r in clean(raw).readings for e in r.evidence if e.field == field]


@pytest.mark.parametrize(
    ("field", "columns", "phrase"),
    [
        ("level", {"title": "Junior Data Analyst"}, "junior"),
        ("level", {"title": "Data Analyst", "level": "SE"}, "SE"),
        ("level", {"description_html": "<p>At least 6 years of experience.</p>"}, None),
        ("role", {"title": "Data Engineer"}, None),
        ("ai_relevance", {"title": "Nurse"}, None),
        ("workplace", {"workplace": "Remote"}, "remote"),
        ("workplace", {"location": "Remote, Spain"}, "remote"),
        ("workplace", {"title": "Data Engineer (Hybrid)"}, "hybrid"),
        ("workplace", {"description_html": "<p>This role is fully remote.</p>"}, None),
        ("employment_type", {"employment": "Vollzeit"}, "Vollzeit"),
        ("skills", {"description_html": "<p>You write Python well.</p>"}, "Python"),
        ("education", {"description_html": "<p>PhD in Computer Science required</p>"}, "PhD"),
        ("experience_min", {"description_html": "<p>3 years of experience</p>"}, "years"),
        ("industry", {"company": "Acme", "description_html": "<p>We are a bank.</p>"}, "bank"),
        ("city", {"location": "NYC Office"}, "nyc"),
        ("region", {"location": "San Francisco, CA"}, None),
        ("region", {"location": "EMEA"}, "emea"),
        ("country", {"location": "Leeds, United Kingdom"}, None),
        ("language", {"description_html": "<p>mit dem und wir sind für die</p>"}, None),
    ],
)
def test_evidence_names_its_row(field, columns, phrase):
    rules = evidence(field, **columns)
    assert rules
    assert all(ROW.match(rule) for rule in rules)
    for file, line in (found.groups() for rule in rules if (found := ROW.match(rule))):
        rows: tuple[Any, ...] = read_rules(row_classes()[file])
        row = next(row for row in rows if row.line == int(line))
        assert row.source == f"{file}:{line}"
        if phrase is not None:
            assert row.phrase == phrase
            assert phrase in (RULES / file).read_text("utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize(
    ("location", "country", "rules"),
    [
        ("Leeds", "", ["place/cities.tsv.gz: leeds"]),
        ("Leeds", "GB", ["place/cities.tsv.gz: leeds; hint GB"]),
        ("Paris; London", "", ["place/cities.tsv.gz: paris, place/cities.tsv.gz: london"]),
    ],
)
def test_a_city_of_the_gazetteer_is_named_by_its_key(location, country, rules):
    assert evidence("city", location=location, country=country) == rules
    assert evidence("country", location=location, country=country) == rules


@pytest.mark.parametrize(
    ("field", "columns", "rule"),
    [
        ("company", {"company": "Acme"}, "the board's company"),
        ("company", {"company": "Acme (YC W24)"}, "the board's company, without notes and signs"),
        ("posted_on", {"posted": "2026-03-01"}, "the board's day of posting, read by clean/dates/"),
        ("equity", {"extra": {"equity": "0.1%"}}, "the column of a table"),
        ("remote_from", {"location": "Remote (US)"}, r"place/countries.csv:\d+: the place of a"),
        ("remote_from", {"location": "Remote, EMEA"}, r"place/place_words.csv:\d+: the place of a"),
    ],
)
def test_a_value_without_a_row_of_its_own_names_its_source(field, columns, rule):
    (found,) = evidence(field, **columns)
    assert re.match(rule, found), found


def test_a_country_that_only_a_city_states_stands_beside_a_country_of_its_own_row():
    (rule,) = evidence("country", location="Leeds; Bavaria")
    assert re.fullmatch(r"place/regions\.csv:\d+, place/cities\.tsv\.gz: leeds", rule)
