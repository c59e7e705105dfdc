import json

import pytest

from pipeline.errors import UsageError
from scrapers.downloader.credentials import as_sent
from scrapers.platforms.adzuna import pay_fields
from scrapers.readers.json_text import UnreadableJsonError
from scrapers.spiders.adzuna import Adzuna

PAGE = "https://api.adzuna.com/v1/api/jobs/{}/search/{}?what=ml&results_per_page=50"


def job(number):
    return {"id": str(number), "title": "T", "redirect_url": f"https://www.adzuna.de/{number}"}


def answer(count):
    return json.dumps({"count": 999, "results": [job(n) for n in range(count)]})


def test_without_a_key_the_crawl_says_which_settings_it_needs():
    with pytest.raises(UsageError, match=r"adzuna_app_id and adzuna_app_key in payband\.toml"):
        Adzuna().make_plan(None)


@pytest.mark.parametrize("name", ["PAYBAND_ADZUNA_APP_ID", "PAYBAND_ADZUNA_APP_KEY"])
def test_half_a_key_is_none(monkeypatch, name):
    monkeypatch.setenv(name, "x")
    with pytest.raises(UsageError, match="adzuna needs a key"):
        Adzuna().make_plan(None)


def test_the_key_goes_with_every_request_and_stands_in_no_address(monkeypatch, read):
    monkeypatch.setenv("PAYBAND_ADZUNA_APP_ID", "7")
    monkeypatch.setenv("PAYBAND_ADZUNA_APP_KEY", "s3cret")
    assert len(Adzuna().make_plan(None).urls) == 12
    (following,) = read("adzuna", answer(50), PAGE.format("de", 1)).asked
    assert following.url == PAGE.format("de", 2)
    assert as_sent(following).url == f"{PAGE.format('de', 2)}&app_id=7&app_key=s3cret"


@pytest.mark.parametrize(("count", "number", "asked"), [(49, 1, 0), (50, 1, 1), (50, 2, 0)])
def test_pages_are_followed_as_far_as_a_key_goes(read, count, number, asked):
    found = read("adzuna", answer(count), PAGE.format("de", number), page=number)
    assert len(found.asked) == asked
    assert {p.country for p in found.postings} == {"DE"}


@pytest.mark.parametrize(
    ("said", "is_estimate"),
    [("1", True), (1, True), (True, True), ("0", False), (0, False), (None, False), ("", False)],
)
def test_a_prediction_is_told_from_stated_pay(said, is_estimate):
    (field,) = pay_fields({"salary_min": 1.5, "salary_is_predicted": said})
    assert (field.min, field.is_estimate) == ("1.5", is_estimate)


def test_what_is_no_search_is_an_error(read):
    with pytest.raises(UnreadableJsonError):
        read("adzuna", '{"exception": "AUTH_FAIL"}', PAGE.format("de", 1))
