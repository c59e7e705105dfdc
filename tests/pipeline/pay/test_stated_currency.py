import pytest

from pipeline.pay.bands.format import brief
from pipeline.pay.reader import read_pay
from pipeline.rules.rows.pay import CurrencyRule
from pipeline.rules.rulebook import read_rules

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
