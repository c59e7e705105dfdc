"""Adverts of other jobs in a description, and texts that say that they give no pay."""

import csv
from pathlib import Path

import pytest

from pipeline.pay.adverts.job_hits import job_hits
from pipeline.pay.adverts.other_adverts import other_adverts, without
from pipeline.pay.adverts.unstated import leaves_pay_unstated
from pipeline.pay.bands.format import brief
from pipeline.pay.reader import read_pay
from pipeline.rules.rows.other_jobs import OtherJobRole, OtherJobWord
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import plain
from tests.support.rows import every_row

CASES = Path(__file__).with_name("other_jobs_cases.csv")
# words that only say where an advert does not begin, or that it ends, cannot hide an amount
HIDING = {OtherJobRole.OTHER, OtherJobRole.LEAD, OtherJobRole.VIEW, OtherJobRole.INTEREST}


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["text"][:50]) for row in csv.DictReader(file)]


def own_text(text):
    return without(text, other_adverts(plain(text)))


@every_row("row", cases())
def test_pay_of_other_jobs_is_not_this_jobs(row):
    text = row["text"].replace("\\n", "\n")

    assert brief(read_pay(text, country=row["country"], prose=True)) == row["reads"]


def test_the_words_of_the_rules_are_what_hides_the_amount_of_their_example():
    for row in read_rules(OtherJobWord):
        if row.role in HIDING:
            amount = row.example.partition(": ")[2] or row.example.partition("\n")[2]
            assert brief(read_pay(amount, country=row.country, prose=True)), row


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Other jobs: A, £12. B, £13.\nPay: £20", "\n\nPay: £20"),
        ("Other jobs: A, £12. This job: £20", "\nThis job: £20"),
        ("Other jobs: A. The salary is £20", "\nThe salary is £20"),
        ("Other jobs: A. Salary £12. B", "\n"),
        ("Other jobs\nA\nSalary: £12\nB\nSalary: £13", "\n"),
        ("Other jobs\nA, £12\nSalary: £20", "\n\nSalary: £20"),
        ("Other jobs\n- Cook, £12\n\nWe offer\n£20", "\n\n\nWe offer\n£20"),
        ("Other jobs\nA, £12\nThis job, £20", "\n\nThis job, £20"),
        ("Other jobs\nA\n£12\n\nB\n£13", "\n"),
        ("Other jobs pay £12; salary £20", "\nsalary £20"),
        ("Other jobs pay £12, but you get £20", "\nyou get £20"),
        ("Unlike other jobs, £20", "Unlike other jobs, £20"),
        ("Team.\nJobs\nCook, £12 an hour\nWaiter, £13 an hour", "Team.\n\n"),
        ("Team.\nJobs\nCook, £12 an hour", "Team.\nJobs\nCook, £12 an hour"),
        ("Jobs\nCook, £12 an hour\nWaiter, £13 an hour", None),
        ("Team.\nJob pay\nCook, £12 an hour\nWaiter, £13 an hour", None),
    ],
)
def test_an_advert_ends_where_its_layout_says(text, own):
    assert own_text(text) == (text if own is None else own)


@pytest.mark.parametrize(
    ("text", "unstated"),
    [
        ("The salary for this post will be agreed.", True),
        ("Salary: negotiable", True),
        ("The exact salary for this post will be agreed.", False),
        ("The salary for this post will be agreed: £20,000 to £30,000.", False),
        ("The start date for this post will be agreed.", False),
        ("This is a voluntary post.", True),
        ("Our voluntary work group meets here. This post is full time.", False),
    ],
)
def test_a_text_says_that_it_gives_no_pay(text, unstated):
    assert leaves_pay_unstated(plain(text)) is unstated


def test_a_field_is_read_whole():
    assert brief(read_pay("Other jobs: £12 an hour", country="GB")) == "12..12 GBP hour"


def test_words_of_two_languages_begin_no_advert():
    low = plain("andere jobs, other stellen")  # each pair is of one language
    languages = {hit.language for hit in job_hits(low) if hit.role == OtherJobRole.OTHER}

    assert {"de", "en"} <= languages
    assert len(other_adverts(low)) == 1
