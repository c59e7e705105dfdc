import json
from pathlib import Path

from pipeline.cli.rules.rules import FIELDS
from pipeline.store.postings.unmapped import CODES

ROOT = Path(__file__).parents[3]


def test_fields_are_those_the_store_knows():
    assert set(FIELDS) == set(CODES)


def test_a_wrong_field_is_refused_with_the_right_ones(payband):
    done = payband("rules", "--unmapped", "shoes", code=2)
    assert "'shoes' is not one of 'title'" in done.stderr


def test_a_wrong_file_is_refused_with_the_right_ones(payband):
    done = payband("rules", "--unused", "shoes.csv", code=2)
    assert "'shoes.csv'" in done.stderr
    assert "role_words.csv" in done.stderr


def test_one_question_at_a_time(payband):
    for words in ((), ("--unmapped", "title", "--unused")):
        assert "give either" in payband("rules", *words, code=2).stderr


def test_an_empty_store_outside_a_checkout_has_nothing_to_try_rules_on(payband):
    assert "the store is empty" in payband("rules", "--unused", code=2).stderr
    assert "there is no database" in payband("rules", "--unmapped", "title", code=2).stderr
    assert "there is no sample yet" in payband("rules", "--unused", "--sample", code=2).stderr


def test_with_an_empty_store_rules_are_tried_on_the_labelled_rows(payband, tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/labels").symlink_to(ROOT / "tests/labels")  # a checkout without a sample
    url = f"sqlite:///{tmp_path}/empty.db"
    words = ("rules", "--unused", "compounds.csv")
    done = payband(*words, "--json", cwd=tmp_path, PAYBAND_DATABASE_URL=url)
    assert {row["file"] for row in json.loads(done.stdout)} <= {"compounds.csv"}
    assert "labelled rows" in payband(*words, cwd=tmp_path, PAYBAND_DATABASE_URL=url).stderr
