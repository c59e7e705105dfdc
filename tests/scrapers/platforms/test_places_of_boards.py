"""Boards whose place field holds a workplace, or only a part of the place."""

import json

import pytest

from pipeline.clean.engine import clean
from scrapers.readers.place_text import names_a_place
from tests.support.rows import every_row

TOWN = {"id": 7, "name": "Ghent", "location": "Ghent, East Flanders, Belgium"}


def greenhouse_job(location, offices=(), fields=()):
    return {
        "id": 71,
        "internal_job_id": 5,
        "title": "Data Scientist",
        "absolute_url": "https://jobs.example/71",
        "location": {"name": location},
        "content": "",
        "metadata": [{"name": name, "value": value} for name, value in fields],
        "offices": list(offices),
    }


# location, offices, custom fields -> place text, city, country, workplace
PLACES = [
    ("Hybrid", [TOWN], [], "Hybrid; Ghent, East Flanders, Belgium", "Ghent", "BE", "hybrid"),
    ("In-Office", [TOWN], [], "In-Office; Ghent, East Flanders, Belgium", "Ghent", "BE", "onsite"),
    ("Hybrid", [TOWN], [("Job Location", ["Lyon, France"])], "Hybrid; Lyon, France", "Lyon", "FR",
     "hybrid"),
    ("", [TOWN], [], "Ghent, East Flanders, Belgium", "Ghent", "BE", None),
    ("3 Locations", [], [("Location", "Graz, Austria")], "Graz, Austria", "Graz", "AT",
     None),
    # The office of a remote employer is not the place of its jobs; a country is.
    ("Remote", [TOWN], [], "Remote", None, None, "remote"),
    ("Remote", [{"name": "Chile"}], [], "Remote; Chile", None, "CL", "remote"),
    # A stated town wins; the office of its name only completes it.
    ("Ghent", [TOWN], [], "Ghent, East Flanders, Belgium", "Ghent", "BE", None),
    ("Lyon, France", [TOWN], [("Location", "Graz")], "Lyon, France", "Lyon", "FR", None),
]  # fmt: skip


@every_row(("location", "offices", "fields", "text", "city", "country", "workplace"), PLACES)
def test_greenhouse_takes_the_place_from_fields_and_offices(
    read, location, offices, fields, text, city, country, workplace
):
    page = json.dumps({"jobs": [greenhouse_job(location, offices, fields)]})
    (posting,) = read("greenhouse", page, board="orrenfield").postings
    assert posting.location == text
    cleaned = clean(posting).posting
    assert (cleaned.city, cleaned.country, cleaned.workplace) == (city, country, workplace)


def test_smartrecruiters_country_is_a_hint(read):
    row = {
        "id": "1",
        "name": "Data Engineer",
        "active": True,
        "postingUrl": "https://jobs.example/1",
        "jobAd": {"sections": {}},
        "location": {"city": "Valencia", "region": "VC", "country": "es"},
    }
    (posting,) = read("smartrecruiters", json.dumps(row), board="orrenfield").postings
    assert (posting.location, posting.country) == ("Valencia, VC, ES", "ES")
    row["location"] = {"fullLocation": "Valencia"}
    (posting,) = read("smartrecruiters", json.dumps(row), board="orrenfield").postings
    assert (posting.location, posting.country) == ("Valencia", "US")  # the board's hint


@pytest.mark.parametrize(
    ("text", "says_more"),
    [
        ("Hybrid", False),
        ("Remote / On-site", False),
        ("4 Locations", False),
        ("Multiple offices", False),
        ("", False),
        ("Hybrid - Oslo", True),
        ("Remote, US", True),
    ],
)
def test_what_a_place_field_says(text, says_more):
    assert names_a_place(text) is says_more
