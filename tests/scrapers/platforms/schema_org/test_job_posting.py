import pytest

from scrapers.platforms.schema_org.job_posting import (
    IGNORED,
    KEPT,
    READ,
    company,
    fields,
    source_key,
)
from scrapers.readers.record_values import MissingFieldError

PAGE = "https://jobs.ostrander.example/openings/7?ref=x"
ORG = {"hiringOrganization": {"name": "Ostrander  Foods"}}


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ({"name": "A"}, "A"),
        ("A", "A"),
        ([{"logo": "x"}, {"name": "A"}], "A"),
        ({"name": "", "legalName": "A Ltd"}, "A Ltd"),
        ({"name": "UNAVAILABLE"}, ""),
        ({"@id": "#o"}, ""),
        (None, ""),
        ([], ""),
    ],
)
def test_company(stated, name):
    assert company({"hiringOrganization": stated}) == name


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"identifier": {"@type": "PropertyValue", "value": 417}}, "ostrander foods:417"),
        ({"identifier": "OF-1"}, "ostrander foods:OF-1"),
        ({"identifier": [{"name": "x"}, {"value": "OF-2"}]}, "ostrander foods:OF-2"),
        ({"uniqueJobCode": "OF-3"}, "ostrander foods:OF-3"),
        ({"identifier": {"value": "UNAVAILABLE"}}, "jobs.example/1"),
        ({"identifier": {"value": "OSTRANDER  foods"}}, "jobs.example/1"),
        ({"identifier": {"name": "id"}}, "jobs.example/1"),
        ({}, "jobs.example/1"),
    ],
)
def test_key(stated, key):
    assert source_key(ORG | stated, "https://jobs.example/1?utm_source=a&source=GoogleJobs") == key


def test_a_key_without_organisation_names_the_site():
    assert source_key({"identifier": 5}, "https://jobs.example/1") == "jobs.example:5"


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ({}, PAGE),
        ({"url": "https://a.example/job/1"}, "https://a.example/job/1"),
        ({"url": "/job/1"}, "https://jobs.ostrander.example/job/1"),
        ({"url": ["", "/job/2"]}, "https://jobs.ostrander.example/job/2"),
        ({"url": "https://a.example/"}, PAGE),
        ({"url": "javascript:alert(1)/x"}, PAGE),
        ({"url": "http://[bad/job"}, PAGE),
        ({"mainEntityOfPage": {"@id": "https://a.example/p"}}, "https://a.example/p"),
        ({"mainEntityOfPage": True, "@id": "https://a.example/p#job"}, "https://a.example/p#job"),
        ({"@id": "_:b0"}, PAGE),
    ],
)
def test_address(stated, url):
    assert fields({"title": "T", **stated}, PAGE)["url"] == url


def test_what_is_said_of_a_posting():
    found = fields(
        {
            "@type": "JobPosting",
            "name": "T",
            "jobLocationType": ["TELECOMMUTE"],
            "employmentType": ["FULL_TIME", "OTHER", None],
            "datePosted": "2026-08-26",
            "validThrough": "UNAVAILABLE",
            "image": "x.png",
            "incentiveCompensation": ["A boat"],
            "brandNew": {"a": 1},
            "skills": "",
        },
        PAGE,
    )
    assert {k: v for k, v in found.items() if v} == {
        "source_key": "jobs.ostrander.example/openings/7?ref=x",
        "url": PAGE,
        "title": "T",
        "workplace": "TELECOMMUTE",
        "employment": "FULL_TIME; OTHER",
        "posted": "2026-08-26",
        "extra": {"name": "T", "incentiveCompensation": ["A boat"], "brandNew": {"a": 1}},
    }


@pytest.mark.parametrize("title", [None, "", "  ", "N/A", ["T"]])
def test_a_posting_without_title_is_refused(title):
    with pytest.raises(MissingFieldError, match="title"):
        fields({"title": title}, PAGE)


def test_no_key_is_in_two_sets():
    assert len(READ | KEPT | IGNORED) == len(READ) + len(KEPT) + len(IGNORED)
