"""A column of the country states the country of a job."""

import pandas as pd
import pytest

import payband
from pipeline.clean.place.stated import country_codes


def country_of(country, location=None, column="country"):
    row = {"title": "ML Engineer", "company": "Tarn Ltd", column: country}
    if location is not None:
        row["location"] = location
    out = payband.clean_frame(pd.DataFrame([row]))
    return out["country"].fillna("").iloc[0]


@pytest.mark.parametrize("location", [None, "", "Remote", "Hybrid", "Remote / Hybrid"])
@pytest.mark.parametrize(
    ("cell", "code"),
    [("GB", "GB"), ("de", "DE"), ("USA", "US"), ("deu", "DE"), ("UK", "GB"), ("uk", "GB")],
)
def test_a_code_is_the_country_where_the_place_names_none(cell, code, location):
    assert country_of(cell, location) == code


@pytest.mark.parametrize("column", ["country", "Country Code", "country_iso", "Land", "País"])
def test_every_column_that_is_called_country_counts(column):
    assert country_of("DE", "Remote", column) == "DE"


@pytest.mark.parametrize("column", ["company_country", "employer_country"])
def test_the_country_of_the_employer_is_only_a_hint(column):
    assert country_of("DE", "Remote", column) == ""


@pytest.mark.parametrize(
    ("cell", "location", "country"),
    [
        ("US", "Paris", "US"),
        ("CA", "Toronto, CA", "CA"),
        ("CA", "Remote, CA", "CA"),
        ("US", "Remote, CA", "US"),
        ("GE", "Georgia", "GE"),
        ("GB", "EMEA", "GB"),
        ("DE", "Oberhintertupfingen", "DE"),
        ("DE; FR", "Remote", "DE; FR"),
    ],
)
def test_the_country_decides_what_a_place_means(cell, location, country):
    assert country_of(cell, location) == country


@pytest.mark.parametrize(
    ("cell", "location", "countries"),
    [("DE", "London, UK", "GB; DE"), ("US", "Munich", "DE; US"), ("IN", "Gary, IN", "US; IN")],
)
def test_a_place_in_another_country_is_in_doubt(cell, location, countries):
    assert country_of(cell, location) == countries


def test_what_r_writes_for_a_missing_value_is_no_country():
    assert country_of("NA", "Remote") == ""
    assert country_of("NA", "Windhoek") == "NA"
    assert country_of("NAM", "Remote") == "NA"


def test_a_place_column_stays_strict():
    row = {"title": "ML Engineer", "location": "Gotham"}
    assert payband.clean_frame(pd.DataFrame([row]))["country"].isna().all()


def test_an_export_keeps_a_country_that_only_a_column_stated():
    row = {"title": "ML Engineer", "company": "Tarn Ltd", "location": "Munich", "country": "US"}
    once = payband.clean_frame(pd.DataFrame([row]))
    again = payband.clean_frame(once)
    assert list(once["country"]) == list(again["country"]) == ["DE; US"]


def test_only_codes_of_countries_are_codes():
    assert country_codes("US; de") == ("US", "DE")
    assert country_codes("EU") == country_codes("Germany") == country_codes("WA") == ()
