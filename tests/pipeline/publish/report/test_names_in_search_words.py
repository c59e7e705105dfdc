"""One city has one name in a report, in whichever spelling it was asked for."""

import json

import pytest

from pipeline.errors import InputError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.filters.read_filters import read_filters
from pipeline.publish.explain.cell_id import cell_id
from pipeline.publish.report.published import Feed, read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.revised.earlier_jobs import Earlier

SPELLINGS = ("Munchen", "München", "munich", "Muenchen")


@pytest.fixture
def engine(store, make):
    place = {"country": "DE", "salary_currency": "EUR", "city": "Munich"}
    return store([make(n, (60_000, 70_000 + n), company=f"F {n}", **place) for n in range(12)])


@pytest.fixture
def made(engine, tmp_path):
    """Return a function that writes a report of a city in a spelling and returns its files."""

    def written(word, filters=None, earlier=None):
        files = ReportFiles(tmp_path / f"{word}.html")
        filters = filters or read_filters(city=[word])
        return files, report(
            engine, files.html, ReportOptions(filters=filters), earlier=earlier and Earlier(earlier)
        )

    return written


def test_every_spelling_gives_the_same_ids_titles_and_citation(made):
    pages = set()
    for word in SPELLINGS:
        files, _report = made(word)
        feed = json.loads(files.json.read_text(encoding="utf-8"))
        assert feed["filters"] == {"city": ["Munich"]}
        assert feed["figures"]["pay"][0]["id"] == "pay/year/city=Munich/country=DE"
        page = files.html.read_text(encoding="utf-8")
        assert "(city: Munich)" in page
        pages.add(page.split('id="citation">')[1].split("</blockquote>")[0])
    assert len(pages) == 1


def test_a_report_of_another_spelling_can_be_compared(made):
    typed, _report = made("old", Filters(city=("Munchen",)))
    assert made("München", earlier=read_feed(typed.json))[1].revisions == ()


@pytest.mark.parametrize("word", [*SPELLINGS, "M%C3%BCnchen"])
def test_the_id_of_a_cell_may_be_in_any_spelling(word):
    found = cell_id(f"pay/year/city={word}/country=DE", read_filters(city=["Munich"]))
    assert found.id == "pay/year/city=Munich/country=DE"


def test_a_cell_of_an_earlier_report_keeps_its_id():
    earlier = Filters(city=("Munchen",))
    assert cell_id("pay/year/city=Munchen", earlier).id == "pay/year/city=Munchen"
    with pytest.raises(InputError):
        cell_id("pay/year/town=Munich")


def test_a_city_as_posted_is_found_by_its_name(store, make, tmp_path):
    place = {"country": "DE", "salary_currency": "EUR", "city": "Frankfurt"}
    jobs = [make(n, (60_000, 70_000), company=f"F {n}", **place) for n in range(6)]
    options = ReportOptions(filters=read_filters(city=["Frankfurt"]))
    assert report(store(jobs), tmp_path / "f.html", options).people.total == 6


def test_an_employer_is_called_as_its_jobs_call_it(store, make, tmp_path):
    place = {"country": "DE", "salary_currency": "EUR", "company": "Tarn & Söhne GmbH"}
    engine = store([make(n, (60_000, 70_000), **place) for n in range(6)])
    feeds: list[Feed] = []
    for n, word in enumerate(("tarn & sohne", "Tarn & Söhne")):
        files = ReportFiles(tmp_path / f"{n}.html")
        options = ReportOptions(filters=read_filters(company=[word]))
        earlier = Earlier(feeds[-1]) if feeds else None
        made = report(engine, files.html, options, earlier=earlier)
        feeds.append(read_feed(files.json))
        assert feeds[-1]["filters"] == {"company": ["Tarn & Söhne GmbH"]}
    assert made.revisions == ()
    assert feeds[0]["figures"]["pay"][0]["id"] == feeds[1]["figures"]["pay"][0]["id"]
    typed = Filters(company=("TARN & SÖHNE",))
    feeds[0]["filters"] = typed.record
    for row in feeds[0]["figures"]["pay"]:
        row["id"] = row["id"].replace("Tarn", "TARN")
    again = report(engine, files.html, options, earlier=Earlier(feeds[0]), force=True)
    assert again.revisions == ()
