"""The JSON Schemas are current, and what we publish is as they say."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tools.schemas import FOLDER, schemas, text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", schemas())
def test_the_files_are_current_and_valid(name):
    shown = (ROOT / FOLDER / name).read_text(encoding="utf-8")
    assert shown == text(schemas()[name]), "run `python -m tools.schemas`"
    Draft202012Validator.check_schema(json.loads(shown))


def errors(name, instance):
    return [e.message for e in Draft202012Validator(schemas()[name]).iter_errors(instance)]


@pytest.fixture(scope="module")
def files(tmp_path_factory, payband_in):
    folder = tmp_path_factory.mktemp("published")
    payband_in(folder, "run", "--sample")
    payband_in(folder, "report", "--usd", "-o", "salaries.html")
    payband_in(folder, "export", "-o", "postings.jsonl")
    return folder / "salaries.json", folder / "postings.jsonl"


def test_the_feed_of_the_sample_is_valid(files):
    feed = json.loads(files[0].read_text(encoding="utf-8"))
    assert errors("salaries.schema.json", feed) == []
    assert feed["figures"]["pay"]


def test_the_export_of_the_sample_is_valid(files):
    lines = files[1].read_text(encoding="utf-8").splitlines()
    assert len(lines) > 90
    assert [errors("postings.schema.json", json.loads(line)) for line in lines] == [[]] * len(lines)


def test_a_feed_that_lacks_a_field_or_has_an_unknown_one_is_not(files):
    feed = json.loads(files[0].read_text(encoding="utf-8"))
    assert errors("salaries.schema.json", feed | {"more": 1})
    assert errors("salaries.schema.json", {k: v for k, v in feed.items() if k != "period"})
