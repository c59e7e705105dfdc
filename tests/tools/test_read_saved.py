import json

import pytest

from tools.read_saved import main

PAGE = """<html><script type="application/ld+json">{"@type": "JobPosting", "title": "ML Engineer",
"hiringOrganization": "Acme Ltd", "jobLocation": "Berlin, Germany", "identifier": "7",
"baseSalary": {"currency": "EUR", "value": {"minValue": 70000, "maxValue": 90000,
"unitText": "YEAR"}}}</script><script type="application/ld+json">{"@type": "JobPosting", broken
</script></html>"""
URL = "https://careers.acme.example/jobs/7"


def lines(printed):
    return [json.loads(line) for line in printed.splitlines()]


@pytest.fixture
def read(capsys, tmp_path, monkeypatch):
    """Read a file in this process: the command starts another, which takes a second."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        assert main(*words) == 0
        return lines(capsys.readouterr().out)

    return run


def test_it_prints_what_a_spider_makes_of_a_page(payband, tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    posting, refused = lines(payband("sources", "read", "jsonld", "page.html", "--url", URL).stdout)
    assert posting["raw"]["source_key"] == "acme ltd:7"
    assert posting["raw"]["salary_fields"][0]["min"] == "70000"
    assert posting["cleaned"]["company"] == "Acme Ltd"
    assert posting["cleaned"]["city"] == "Berlin"
    assert posting["cleaned"]["salary_status"] == "ok"
    assert posting["bands"][0]["currency"] == "EUR"
    assert refused["refused"]["reason"] == "unreadable_block"


def test_it_reads_a_board_and_says_what_is_ruled_out(read, tmp_path):
    jobs = [
        {"id": 1, "internal_job_id": 2, "title": "Data Scientist", "absolute_url": "https://x/1"},
        {"id": 3, "internal_job_id": None, "title": "Prospects", "absolute_url": "https://x/2"},
    ]
    (tmp_path / "board.json").write_text(json.dumps({"jobs": jobs}))
    posting, ruled_out = read("greenhouse", "board.json", URL, "acme")
    assert posting["raw"]["board"] == "acme"
    assert ruled_out == {"ruled_out": {"prospect": 1}}


def test_what_cannot_be_read_is_said_in_words(payband, tmp_path):
    words = ("sources", "read", "greenhouse", "gone.json", "--url", URL)
    assert "gone.json: No such file" in payband(*words, code=2).stderr
    (tmp_path / "gone.json").write_text("{")
    done = payband(*words, code=2)
    assert "UnreadableJsonError" in done.stderr
    assert "Traceback" not in done.stderr
    assert "did you mean" in payband("sources", "read", "ahsby", "x", "--url", URL, code=2).stderr


def test_a_job_whose_detail_would_be_asked_for_is_shown_as_listed(read, tmp_path):
    jobs = [{"id": "7", "name": "Data Engineer", "location": {"fullLocation": "Turin, Italy"}}]
    (tmp_path / "board.json").write_text(json.dumps({"content": jobs}))
    (asked,) = read("smartrecruiters", "board.json", URL, "Acme")
    assert asked["asks"] == "https://api.smartrecruiters.com/v1/companies/Acme/postings/7"
    (listed,) = asked["without_it"]
    assert (listed["raw"]["title"], listed["cleaned"]["city"]) == ("Data Engineer", "Turin")
