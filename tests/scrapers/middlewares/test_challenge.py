import pytest
from scrapy.http import HtmlResponse, JsonResponse

from pipeline.rules.rows.sources import Challenge
from pipeline.rules.rulebook import read_rules
from scrapers.middlewares.challenge import challenge_in

RULES = read_rules(Challenge)
URL = "https://jobs.example.org/"


def page(text, kind=HtmlResponse):
    return kind(URL, body=text.encode(), encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.phrase)
def test_a_challenge_page_is_told_by_its_marker(rule):
    assert challenge_in(page(f"<html><head>{rule.example}</head></html>")) == rule.phrase


@pytest.mark.parametrize(
    "text",
    [
        "<title>Careers</title><p>Just a moment...</p>",
        "<title>Access to talent</title>",
        "<title>Sign in to ML: Engineer</title><input type=text name=password>",
        "<title>Careers</title><input type=password>",
        "",
        "no markup",
        "<title>Careers</title><div id='px-captcha'></div>" + "<p>A job</p>" * 3000,
    ],
)
def test_a_page_with_jobs_is_none(text):
    assert challenge_in(page(text)) == ""


def test_data_is_none():
    assert challenge_in(page('{"title": "<title>Just a moment...</title>"}', JsonResponse)) == ""
