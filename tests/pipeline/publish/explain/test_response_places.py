"""Values of a posting are found in the response that they were read from."""

import json
from collections import defaultdict
from csv import DictReader
from dataclasses import fields
from pathlib import Path

import pytest

from models.raw import PayField, RawPosting
from pipeline.publish.explain.response.raw_places import raw_places, raw_values
from pipeline.publish.explain.response.record import leaves_of, may_name, record_leaves

FIXTURES = Path(__file__).resolve().parents[3] / "scrapers/fixtures"
NAMES = {field.name for field in fields(RawPosting)} - {"fetched_at", "salary_fields"}
ADDED = {
    *(("remoteok", "currency"), ("usajobs", "currency")),  # their documents say US dollars
    ("jobicy", "unit"),  # a page of an older kind, whose key says the period
}
"""Cells of pay that the spider of a source adds."""
SHORT = {("jsonld", "22"), ("jsonld", "27")}
"""Figures of two digits inside a longer text: they might be any."""


def pages():
    with (FIXTURES / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in DictReader(file) if not row["file"].startswith("broken")]
    found = defaultdict(list)
    for row in rows:
        found[row["source"]].append((FIXTURES / row["source"] / row["file"], row["url"]))
    return found


PAGES = pages()


def postings(page):
    golden = json.loads(page.with_name(f"{page.name}.golden").read_text("utf-8"))
    for found in golden["postings"]:
        values = {name: value for name, value in found.items() if name in NAMES}
        pay = tuple(PayField(**field) for field in found.get("salary_fields", ()))
        yield RawPosting(**{"url": "", "title": "", **values}, salary_fields=pay)


def read(source):
    """Yield each posting of a source's pages with the places of its values.

    A posting that a listing and a page of its own tell has values in both.
    """
    texts = {page: page.read_text("utf-8", "replace") for page, _ in PAGES[source]}
    leaves = {page: leaves_of(text) for page, text in texts.items()}
    for own, _ in PAGES[source]:
        for raw in postings(own):
            naming = [(p, u) for p, u in PAGES[source] if p == own or may_name(texts[p], raw)]
            parts = [raw_places(raw, record_leaves(leaves[p], raw, u)) for p, u in naming]
            yield raw, {name: where for part in parts for name, where in part.items()}


@pytest.mark.parametrize("source", PAGES)
def test_pay_and_title_of_each_posting_have_a_place(source):
    for raw, places in read(source):
        wanted = {
            v.name
            for v in raw_values(raw)
            if v.name.startswith(("salary", "title"))
            and (source, v.name.rpartition(".")[2]) not in ADDED
            and (source, v.value) not in SHORT
        }
        assert wanted - places.keys() == set(), raw.source_key


def test_nine_tenths_of_all_values_have_a_place():
    found = [(v, v.name in places) for source in PAGES for raw, places in read(source)
             for v in raw_values(raw) if v.value != "Company of the board"]  # fmt: skip
    assert len(found) > 900
    assert sum(there for _, there in found) / len(found) > 0.9


def raw(**given):
    return RawPosting(
        **{"source": "s", "source_key": "2", "url": "", "title": "ML Engineer"} | given
    )


def paths(raw, text, address=""):
    found = raw_places(raw, record_leaves(leaves_of(text), raw, address))
    return {name: [place.leaf.path for place in places] for name, places in found.items()}


TWO = json.dumps(
    {
        "company": {"name": "Quillmere"},
        "jobs": [
            {"id": 1, "title": "ML Engineer", "city": "Bonn", "pay": {"min": 70000, "max": 90000}},
            {"id": 2, "title": "ML Engineer", "city": "Bonn", "pay": {"min": 70000, "max": 90000},
             "bonus": {"min": 70000}, "extra office": "Kiel"},
        ],
    }
)  # fmt: skip


def test_values_are_looked_for_in_the_postings_own_record():
    pay = (PayField(min="70000", max="90000.00"),)
    found = paths(raw(location="Bonn; Kiel", company="Quillmere", salary_fields=pay), TWO)
    assert found == {
        "source_key": ["$.jobs[1].id"],
        "title": ["$.jobs[1].title"],
        "company": ["$.company.name"],
        "location": ["$.jobs[1].city", "$.jobs[1]['extra office']"],
        "salary_fields[0].min": ["$.jobs[1].pay.min"],
        "salary_fields[0].max": ["$.jobs[1].pay.max"],
    }


def test_a_value_of_another_record_is_no_place():
    assert "location" not in paths(raw(location="Kiel", source_key="1"), TWO)
    assert paths(raw(source_key="3"), TWO) == {}


def test_the_company_of_a_board_is_not_looked_for_in_descriptions():
    text = json.dumps([{"id": 2, "title": "ML Engineer", "text": "Quillmere builds models."}])
    assert "company" in paths(raw(company="Quillmere"), text)
    assert "company" not in paths(raw(company="Quillmere", board="quillmere"), text)


def test_cents_are_told():
    text = json.dumps([{"id": 2, "title": "ML Engineer", "min_cents": 7_000_000}])
    one = raw(salary_fields=(PayField(min="70000.00"),))
    [place] = raw_places(one, record_leaves(leaves_of(text), one, ""))["salary_fields[0].min"]
    assert (place.leaf.path, place.how) == ("$[0].min_cents", "in cents")


XML = (
    "<?xml version='1.0'?><jobs><job><id>2</id><name>ML Engineer</name><pay>€60k</pay></job>"
    "<job><id>3</id><name>ML Engineer</name><pay>€60k</pay></job></jobs>"
)


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("<h1>ML Engineer</h1><p>Pay: <b>€60k</b></p>", "/html/body/p/b"),
        ("<h1>ML Engineer</h1><p data-pay='€60k'>Pay</p>", "/html/body/p/@data-pay"),
        (
            '<script type="application/ld+json">{"title": "ML Engineer", "pay": "€60k"}</script>',
            "/html/head/script $.pay",
        ),
        (XML, "/jobs/job[1]/pay"),
    ],
)  # fmt: skip
def test_the_part_of_a_page_is_named(page, path):
    found = paths(raw(salary="€60k", url="https://example.com/2"), page, "https://example.com/2")
    assert found["salary"] == [path]
