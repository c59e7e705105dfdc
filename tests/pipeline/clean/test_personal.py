import csv
import random
import re
import time
from itertools import product
from pathlib import Path

import pytest

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.clean.personal import mask
from pipeline.clean.sanitize import sanitized
from pipeline.rules.rows.general import Personal
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

TABLE = Path(__file__).with_name("personal_cases.csv")
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
PAY = Path(__file__).parent.parent / "pay"
RULES = read_rules(Personal)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_a_rule_masks_its_own_example(rule):
    masked = re.sub(rule.pattern, f"[{rule.kind}]", rule.example)
    assert masked == mask(rule.example) == rule.expect


@every_row("case", CASES, ids=lambda case: case["text"])
def test_persons_are_masked_and_nothing_else(case):
    assert mask(case["text"]) == case["masked"]


def texts_of_pay():
    for name in ("read_cases.csv", "prose_cases.csv"):
        with (PAY / name).open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file))


def test_no_text_of_pay_is_touched():
    found = [text for text in texts_of_pay() if mask(text) != text]
    assert [text for text in found if "call" not in text.casefold()] == []


@every_row("mark", ["", "$", "€", "USD ", "£"])
@every_row("joint", ["-", " - ", "–", " to ", "/", ".."])
@every_row("form", ["{}", "{:,}", "{:,}.00", "{:_}", "{}k"])
def test_made_up_pay_is_not_touched(mark, joint, form):
    draw = random.Random(7)
    for _ in range(50):
        low = draw.randrange(15_000, 2_000_000, 500)
        amounts = (low, low + draw.randrange(0, 900_000, 500))
        ends = [mark + form.format(n).replace("_", " ") for n in amounts]
        assert mask(joint.join(ends)) == joint.join(ends)


def test_each_shape_of_address_and_number_is_found_in_prose():
    draw = random.Random(11)
    names = ("jane", "j.doe", "jobs+ml", "first_last", "a-b")
    hosts = ("acme.example", "mail.acme.co.uk", "acme-labs.io")
    for name, host, words in product(
        names, hosts, ("Write to {}.", "({})", "E-mail: {}, or", "{}")
    ):
        assert mask(words.format(f"{name}@{host}")) == words.format("[email]")
    shapes = ("+1 {a}-{b}-{c}", "({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "+49 {a} {b}{c}")
    for shape, words in product(shapes, ("Call {} today", "({})", "Phone {}", "{}, ext. 4")):
        a, b, c = draw.randrange(200, 999), draw.randrange(200, 999), draw.randrange(1000, 9999)
        assert "[phone]" in mask(words.format(shape.format(a=a, b=b, c=c)))


def test_records_are_masked_but_for_what_they_are_found_by():
    said = "jane@acme.example"
    posting = JobPosting(posting_id=said, source=said, source_key=said, url=said, title=said)
    found = sanitized(posting)
    assert (found.posting_id, found.source, found.source_key, found.url) == (said,) * 4
    assert found.title == "[email]"
    band = SalaryBand(posting_id="1", n=0, evidence=f"Pay: {said}", label=said)
    assert sanitized(band).evidence == "Pay: [email]"
    issue = Issue(posting_id="1", n=0, code="x", severity="info", field="f", raw_value=said)
    assert sanitized(issue).raw_value == "[email]"
    plain = JobPosting(posting_id="1", source="a", source_key="b", title="ML Engineer")
    assert sanitized(plain) is plain


def test_what_is_stored_cleaned_names_nobody():
    raw = RawPosting(
        source="x",
        source_key="1",
        url="https://example.com/1",
        title="ML Engineer - contact jane@acme.example",
        company="Acme, call +1 415 555 0132",
        location="Berlin, Tel. 030 1234567",
        salary="$120,000 - $160,000, ask jane@acme.example or (415) 555-0132",
        description_html="<p>Salary range: $120,000-$160,000; jane@acme.example, 415-555-0132</p>",
    )
    cleaned = clean(raw)
    said = repr((cleaned.posting, cleaned.bands, cleaned.issues))
    assert "[email]" in said
    for personal in ("jane@", "555", "1234567"):
        assert personal not in said
    assert cleaned.posting.salary_min == 120_000


@pytest.mark.parametrize("piece", ["1 ", "1-", "a@", "a.", "+1 (", "0 1", "Contact: A ", "at "])
def test_masking_takes_time_in_proportion(piece):
    def took(length):
        text = (piece * length)[:length]
        began = time.process_time()
        mask.__wrapped__(text)
        return time.process_time() - began

    took(1000)
    assert took(40_000) < max(0.2, 160 * took(1000))
