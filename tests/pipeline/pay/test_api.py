"""`from pipeline import read_pay`: what it takes, and what it refuses."""

import subprocess
import sys
from decimal import Decimal

import pytest

import pipeline
from models.vocab import Level, Origin, Period, SalaryStatus
from pipeline import read_pay


def test_it_reads_as_a_careful_person_would():
    reading = read_pay("120-160K", country="AU")
    band = reading.band

    assert band is not None
    assert (band.min, band.max, band.currency) == (Decimal(120_000), Decimal(160_000), "AUD")
    assert (band.period, band.period_inferred, reading.status) == ("year", True, SalaryStatus.OK)


def test_prose_is_read_as_a_description():
    text = "We raised $40 million. Salary: $120,000 - $150,000 a year. Bonus $5,000."

    (band,) = read_pay(text, country="US", prose=True).bands

    assert (band.min, band.origin) == (Decimal(120_000), Origin.DESCRIPTION)
    assert band.evidence == "Salary: $120,000 - $150,000 a year."


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"country": " us "}, {"country": "US"}),
        ({"country": "US; CA"}, {"country": "US"}),
        ({"country": ""}, {}),
        ({"currency": "cad"}, {"currency": "CAD"}),
        ({"period": "Month"}, {"period": Period.MONTH}),
        ({"level": "executive"}, {"level": Level.EXECUTIVE}),
    ],
)
def test_codes_are_taken_as_people_write_them(given, same):
    assert read_pay("90,000", **given) == read_pay("90,000", **same)


@pytest.mark.parametrize("text", [None, float("nan"), 90_000, b"$90k", ["$90k"]])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(TypeError, match=r"^text: must be a str, not "):
        read_pay(text)


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"country": "UK"}, ValueError, "country: 'UK' is not an ISO 3166 alpha-2 code; write GB"),
        ({"country": "US; Mars"}, ValueError, "country: 'Mars' is not an ISO 3166"),
        ({"country": 1}, TypeError, "country: must be a str or None, not int"),
        ({"currency": "$"}, ValueError, r"currency: '\$' is not an ISO 4217"),
        ({"currency": "XYZ"}, ValueError, "currency: 'XYZ' is not an ISO 4217"),
        ({"currency": ["USD"]}, TypeError, "currency: must be a str or None, not list"),
        ({"period": "fortnight"}, ValueError, "period: 'fortnight' is not one of year, month"),
        ({"period": 12}, TypeError, "period: must be a str or None, not int"),
        ({"level": "boss"}, ValueError, "level: 'boss' is not one of intern, entry"),
    ],
)
def test_a_mistake_is_named(given, error, says):
    with pytest.raises(error, match=f"^{says}"):
        read_pay("$90k", **given)


def test_importing_the_package_loads_nothing_of_it():
    code = "import sys, pipeline; print([m for m in sys.modules if m.startswith('pipeline.')])"

    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_the_package_has_no_other_names():
    with pytest.raises(AttributeError, match="has no attribute 'read_pays'"):
        _ = pipeline.read_pays
