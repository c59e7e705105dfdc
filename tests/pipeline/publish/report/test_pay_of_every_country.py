"""Pay in the currency of a posting's country counts in reports, whichever country it is."""

import pandas as pd
import pytest

import payband
from pipeline.figures.population import population
from pipeline.pay.reference.currency import countries, country_named
from pipeline.publish.report.job_source import exported_jobs, stored_jobs
from pipeline.publish.report.salary_feed import currencies
from pipeline.rules.codes import country_list
from pipeline.rules.rows.codes import CountryRule
from pipeline.rules.rulebook import read_rules

UNPAID = {"AQ"}
"""Antarctica has no currency."""

ISO3 = {row.code: row.iso3 for row in read_rules(CountryRule)}


def test_every_country_has_a_currency():
    assert set(currencies()) == country_list() - UNPAID


def test_pay_in_the_countrys_currency_counts_in_an_export(tmp_path):
    payband.clean_frame(pd.DataFrame(map(_row, sorted(currencies())))).to_csv(
        tmp_path / "out.csv", index=False
    )
    found = population(exported_jobs(tmp_path / "out.csv").jobs, currencies())
    assert sorted(found.salaried["country"].astype(str)) == sorted(currencies())
    assert _of_another_currency(found) == []


def _row(country):
    row = countries()[country]
    return {
        "title": "ML Engineer",
        "company": f"Tarn {country}",
        "country": ISO3[country],  # `NA` alone may be a missing value
        "salary": f"{row.currency} {row.example}",
        "posted": "2026-09-01",
    }


def _of_another_currency(found):
    jobs = found.salaried
    return list(jobs["country"][jobs["why"] == "other_currency"])


def test_pay_in_the_countrys_currency_counts_in_a_store(store, make):
    paid = [
        make(code, (50, 60), country=code, company=f"Tarn {code}", salary_currency=money)
        for code, money in currencies().items()
    ]
    found = population(stored_jobs(store(paid)).jobs, currencies())
    assert sorted(found.salaried["country"].astype(str)) == sorted(currencies())
    assert _of_another_currency(found) == []


@pytest.mark.parametrize(
    ("label", "country"),
    [("South Sudan Pay Range", "SS"), ("Sudan Pay Range", "SD"), ("Guinea-Bissau pay", "GW")],
)
def test_the_longest_name_in_a_label_counts(label, country):
    assert country_named(label) == country
