from decimal import Decimal
from typing import Any

import pytest

from models.raw import PayField
from models.vocab import Flag, Level, Period
from pipeline.pay.bands.format import brief
from pipeline.pay.fields import read_fields
from pipeline.pay.grammar.months_paid import may_tell_months
from pipeline.pay.lexing.lexemes import fold
from pipeline.pay.lexing.lexicon import WORD_ROWS
from pipeline.pay.lexing.tokens import tokenize
from pipeline.pay.reader import read_pay
from pipeline.rules.rows.pay import BoundRule, CountryCurrency, CurrencyRule, UnitRule, UsualPeriod
from pipeline.rules.rows.pay_words import KindWord
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

WORDS = [(words.file, row) for words in WORD_ROWS for row in read_rules(words)]
BOUNDS = read_rules(BoundRule)


def flags(text, country, level):
    band = read_pay(text, country=country, level=level).band
    return band and band.flags


def row_id(row):
    return getattr(row, "example", None)


@every_row(("name", "row"), WORDS, ids=lambda v: getattr(v, "phrase", v))
def test_each_word_is_read_as_its_row_says(name, row):
    assert row.phrase.lower().split()[0] in row.example.lower(), name
    assert brief(read_pay(row.example, country=row.country)) == row.expect


@every_row("row", read_rules(CurrencyRule), ids=row_id)
def test_each_currency_mark_is_read_as_its_row_says(row):
    assert row.phrase.lower() in row.example.lower()
    assert brief(read_pay(row.example, country=row.country)) == row.expect


@every_row("row", read_rules(CountryCurrency), ids=row_id)
def test_each_country_gives_a_bare_figure_its_currency(row):
    assert brief(read_pay(row.example, country=row.country)) == row.expect


@every_row("row", read_rules(UsualPeriod), ids=row_id)
def test_each_habit_gives_its_period_and_its_evidence(row):
    assert row.evidence
    assert brief(read_pay(row.example, country=row.example_country)) == row.expect


@every_row("row", BOUNDS, ids=row_id)
def test_a_sound_figure_is_within_its_bounds(row):
    level = Level(row.level) if row.level else None

    assert row.evidence
    assert flags(row.example, row.example_country, level) == ()


@every_row("row", BOUNDS, ids=row_id)
def test_a_figure_beyond_its_bounds_is_flagged(row):
    level = Level(row.level) if row.level else None
    below, above = (
        flags(
            f"{row.currency} {amount:f} per {row.period}",
            row.country or row.example_country,
            level,
        )
        for amount in (row.floor * Decimal("0.9"), row.ceiling * Decimal("1.1"))
    )

    assert Flag.BELOW_FLOOR in below
    assert Flag.ABOVE_CEILING in above


@every_row("row", read_rules(UnitRule), ids=row_id)
def test_each_unit_is_read_as_its_row_says(row):
    amount, unit = row.example.split(" ", 1)
    field = PayField(min=amount, max=amount, currency="USD", unit=unit)

    assert brief(read_fields((field,), country="US")) == row.expect


def test_no_word_stands_twice_in_one_role():
    seen = [(row.role, row.phrase.lower(), row.use) for _, row in WORDS if row.role != "period"]
    twice = {key for key in seen if seen.count(key) > 1}

    assert {key for key in twice if key[0] in {"scale", "kind", "noise"}} == set()


def test_bounds_are_in_order_and_every_period_is_known():
    assert all(row.floor < row.ceiling for row in BOUNDS)
    assert {row.period for row in BOUNDS} <= set(Period)


def test_a_word_knows_the_row_of_each_of_its_roles():
    rows: dict[str, Any] = {r.source: r for words in WORD_ROWS for r in read_rules(words)}
    rows |= {row.source: row for row in read_rules(CurrencyRule)}
    (dollar, _, per_annum) = tokenize("$90,000 per annum")
    assert rows[dollar.rule("currency")].phrase == "$"
    assert rows[per_annum.rule("period")].phrase == "per annum"
    assert per_annum.rule("scale") == ""
    (_, thousand) = tokenize("90 k€")[:2]
    assert {rows[thousand.rule(role)].phrase for role in ("currency", "scale")} == {"k€"}


def test_each_word_for_months_of_pay_is_looked_for_in_a_description():
    rows = [row for row in read_rules(KindWord) if row.role == "months"]
    assert len(rows) > 50
    assert [row.example for row in rows if not may_tell_months(fold(row.example))] == []
    assert not may_tell_months(fold("We pay £3,000 a month. You have 6 months of experience."))


FORMS = [
    "Salary: {1} {0} per {2}",
    "Salary: {1} de {0} per {2}",
    "Salary: {1} - {1} net de {0} per {2}",
    "Salary: {1} in {0} per {2}",
    "Salary: {1} net w {0} per {2}",
    "Salary: {1} per {2} ({0})",
    "Salary: {1} per {2}, in {0}",
    "Salary in {0}: {1} per {2}",
    "Salary ({0}): {1} per {2}",
]


def named():
    """Return the names of money that are words and mean one currency wherever they stand."""
    rows = (row for row in read_rules(CurrencyRule) if row.code and not row.use)
    return [
        row for row in rows if row.phrase.replace(" ", "").isalpha() and row.expect[0].isdigit()
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("country", ["RO", "US"])
def test_a_currency_that_is_stated_goes_before_the_country_s(form, country):
    wrong = {}
    for row in named():
        amount, code, period = row.expect.split()[:3]
        name = form.format(row.phrase, amount.split("..")[0], period.replace("-", "month"))
        got = brief(read_pay(name, country=country))
        if f" {code} " not in got:
            wrong[name] = got

    assert wrong == {}


def test_most_names_of_money_are_looked_at():
    assert len(named()) > 300


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("Salariul este între 2.000 și 2.600 de euro net pe lună.", "RO", "EUR"),
        ("Salariu între 5.000 și 6.500 de lei net pe lună.", "RO", "RON"),
        ("Salaire de 45 mille d'euros par an.", "CH", "EUR"),
        ("Salário de 8 mil de dólares por mês.", "BR", "USD"),
        ("Wynagrodzenie 3000 dolarów miesięcznie.", "PL", "USD"),
        ("Løn 40000 svenske kroner om måneden.", "DK", "SEK"),
    ],
)
def test_particles_lead_from_a_figure_to_its_money(text, country, currency):
    assert f" {currency} " in brief(read_pay(text, country=country, prose=True))
