from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.filters.read_filters import read_filters
from tests.support.rows import every_row


@every_row(
    "option, words, found",
    [
        ("role", ["machine learning engineer"], ("Machine Learning Engineer",)),
        (
            "role",
            ["ML Engineer", "data scientist"],
            ("Machine Learning Engineer", "Data Scientist"),
        ),
        ("role", ["Data Engineer,Data Analyst"], ("Data Engineer", "Data Analyst")),
        ("role", ["ai governance, safety & policy"], ("AI Governance, Safety & Policy",)),
        ("role", ["not-ai"], ("Not-AI",)),
        ("level", ["Senior,LEAD", "senior"], ("senior", "lead")),
        ("level", ["junior", "Jr.", "entry-level"], ("entry",)),
        ("level", ["mid-level", "Sr", "internship"], ("mid", "senior", "intern")),
        ("level", ["staff", "principal", "Team Lead"], ("lead",)),
        ("level", ["II", "L5", "VP"], ("mid", "senior", "executive")),
        ("country", ["England", "scotland", "Wales", "Northern Ireland"], ("GB",)),
        ("country", ["America"], ("US",)),
        ("country", ["de", "Austria", "USA", "côte d’ivoire"], ("DE", "AT", "US", "CI")),
        ("country", ["uk", "Great Britain"], ("GB",)),
        ("workplace", ["On-site", "REMOTE"], ("onsite", "remote")),
        ("status", ["Open"], ("open",)),
        ("source", ["Greenhouse", "lever eu"], ("greenhouse", "lever_eu")),
        ("city", ["Washington, D.C.", "Bern"], ("Washington", "Bern")),
        ("city", ["Munchen", "München", "munich", "MUENCHEN"], ("Munich",)),
        ("city", ["Koln", "Köln", "Cologne"], ("Cologne",)),
        ("city", ["Frankfurt", "Frankfurt am Main"], ("Frankfurt",)),
        ("city", ["rajkot", "Rājkot"], ("Rājkot",)),
        ("city", ["oberhinterfelden", "OBERHINTERFELDEN"], ("Oberhinterfelden",)),
        ("company", ["Acme, Inc."], ("Acme, Inc.",)),
    ],
)
def test_words_are_read_as_the_store_writes_them(option, words, found):
    assert read_filters(**{option: words}) == Filters(**{option: found})


@every_row(
    "option, word, says",
    [
        (
            "role",
            "Data Scientst",
            "no role is called 'Data Scientst'; did you mean 'Data Scientist'?",
        ),
        (
            "role",
            "Plumber",
            "no role is called 'Plumber'; of 47, the nearest are Product Manager, ",
        ),
        ("role", "analyst", "; roles with that word are Data Analyst, BI Analyst, "),
        ("level", "architect", "there is no level 'architect'; there are intern, entry, "),
        ("country", "California", "'California' is a region of United States: --country US"),
        ("country", "TX", "'TX' is a region of United States: --country US"),
        ("country", "EU", "'EU' is not a country, but several: give each, --country DE"),
        ("level", "senor", "there is no level 'senor'; did you mean 'senior'?"),
        ("level", "jnior", "there is no level 'jnior'; did you mean 'junior'?"),
        ("country", "Germny", "there is no country 'Germny'; did you mean 'Germany'?"),
        ("country", "XX", "there is no country 'XX'; write a name, or a code: DE"),
        ("country", "DEX", "there is no country 'DEX'; write a name, or a code: DE"),
        ("workplace", "office", "there is no workplace 'office'; there are onsite, hybrid, remote"),
        ("status", "opne", "there is no status 'opne'; did you mean 'open'?"),
        ("source", "greenhuose", "there is no source 'greenhuose'; did you mean 'greenhouse'?"),
        ("level", "", "there is no level ''"),
    ],
)
def test_an_unknown_word_is_named_with_the_nearest_one(option, word, says):
    given: Any = {option: [word]}
    with pytest.raises(UsageError) as error:
        read_filters(**given)
    assert says in str(error.value)


def test_a_word_that_stands_for_another_is_told():
    told: list[str] = []
    read_filters(level=["junior", "Senior"], country=["Wales", "DE"], tell=told.append)
    assert told == [
        "level: 'junior' is entry",
        "country: 'Wales' is read as GB, United Kingdom; --city finds one city of it",
    ]


@every_row(
    "text, dollars",
    [
        *(("120000", 120_000), ("120k", 120_000), ("$1.2M", 1_200_000), ("120,000 USD", 120_000)),
        *(("150.000", 150_000), ("150 000", 150_000), ("1.200.000", 1_200_000), ("0", 0)),
        *(("150,5k", 150_500), ("150.000,50", Decimal("150000.50")), ("150000.0", 150_000)),
    ],
)
def test_amounts_are_dollars(text, dollars):
    assert read_filters(min_pay=text).min_pay == dollars


@every_row("text", ["", "lots", "nan", "-1", "120k EUR"])
def test_no_amount_is_told(text):
    with pytest.raises(UsageError, match="is no amount"):
        read_filters(min_pay=text)


@every_row(
    "text, words",
    [
        ("150", "'150' is 150 US dollars a year? write 150k"),
        ("55.5", "'55.5' is 55.5 US dollars a year? write 120k"),
        ("1.200k", "'1.200k' is 1,200,000 or 1,200.000; write all digits: 1200000"),
    ],
)
def test_amounts_of_no_year_are_asked_about(text, words):
    with pytest.raises(UsageError) as error:
        read_filters(min_pay=text)
    assert words in str(error.value)


def test_filters_say_what_they_are_in_words():
    assert not Filters()
    given = Filters(country=("DE", "AT"), since=date(2026, 11, 1), min_pay=Decimal(120_000))
    assert given
    assert (
        given.text
        == "country: DE, AT; since: 2026-11-01; upper end of pay from: 120,000 USD a year"
    )
    assert Filters.of_record(given.record) == given
    assert Filters.of_record(Filters().record) == Filters()
