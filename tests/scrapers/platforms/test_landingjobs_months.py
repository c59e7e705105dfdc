"""Monthly pay fields of Landing.jobs beside a description with the salaries of a year."""

import json
from decimal import Decimal
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import JsonResponse

from models.raw import RawPosting
from models.vocab import Period
from pipeline.clean.engine import clean
from scrapers.sources import all_spiders

LISTING = "https://landing.jobs/api/v1/jobs?limit=50&offset=0"
MONTHLY, YEARLY = (2500, 3200), (48000, 61000)


def cleaned(amounts: tuple[int, int], text: str, key: str = "role_description") -> Any:
    record = {
        "id": 7,
        "title": "Data Engineer",
        "url": "https://landing.jobs/at/mar-alto-logistics/data-engineer",
        "currency_code": "EUR",
        "gross_salary_low": amounts[0],
        "gross_salary_high": amounts[1],
        "locations": [{"city": "Porto", "country_code": "PT"}],
        key: f"<p>{text}</p>",
    }
    body = json.dumps([record]).encode()
    response = JsonResponse(LISTING, body=body, request=Request(LISTING))
    (raw,) = dict(all_spiders())["landingjobs"]().parse(response)
    assert isinstance(raw, RawPosting)
    return clean(raw)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The salary is paid in 14 salaries a year.", "role_description"),
        ("Gross monthly salary, fourteen salaries a year.", "role_description"),
        ("Pagamos 14 salários por ano.", "perks"),
        ("Meal card, 14 salaries per year and health insurance.", "perks"),
    ],
)
def test_fourteen_salaries_make_the_year_of_monthly_fields(text, key):
    done = cleaned(MONTHLY, text, key)
    read = done.posting
    assert (read.salary_min, read.salary_max, read.salary_period) == (2500, 3200, Period.MONTH)
    assert (read.annual_min, read.annual_mid, read.annual_max) == (35_000, 39_900, 44_800)
    assert [band.months for band in done.bands] == [Decimal(14)]


@pytest.mark.parametrize(
    ("amounts", "text", "mid"),
    [
        (YEARLY, "The salary is paid in 14 salaries a year.", 54_500),
        (MONTHLY, "We release 14 times a year.", 34_200),
        (MONTHLY, "You process 14 payments at once.", 34_200),
        (
            MONTHLY,
            "In Faro 13 salaries a year. In Porto 14 salaries a year.",
            34_200,
        ),
    ],
)
def test_a_year_stays_where_no_number_of_salaries_is_told(amounts, text, mid):
    assert cleaned(amounts, text).posting.annual_mid == mid
