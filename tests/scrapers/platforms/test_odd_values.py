"""Whatever stands in a field of a record, it costs that record at most."""

import copy
import csv
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scrapers.readers.json_text import UnreadableJsonError

FIXTURES = Path(__file__).parent.parent / "fixtures"
ODD: tuple[Any, ...] = (None, [], {}, "x", 7, True, [None, "x", {}], {"a": None})
KINDS = ("normal.json", "pay.json", "detail.json", "second_version.json", "third_version.json")


def rows():
    with (FIXTURES / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["file"] in KINDS:
                yield pytest.param(*row.values(), id=f"{row['source']}-{row['file']}")


def paths(value, path=()):
    """Yield the path to everything inside a JSON value; of a list, its first records only."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value[:2]))
    else:
        inner = []
    for key, child in inner:
        yield (*path, key)
        yield from paths(child, (*path, key))


def changed(page, path, odd):
    page = copy.deepcopy(page)
    place = page
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = odd
    return page


def counted(read, source, page, board, url):
    found = read(source, json.dumps(page), url, board)
    return (
        len(found.postings) + len(found.asked) + len(found.refused) + sum(found.ruled_out.values())
    )


@pytest.mark.parametrize(("source", "file", "board", "url"), [*rows()])
def test_an_odd_value_costs_its_record_at_most(source, file, board, url, read):
    page = json.loads((FIXTURES / source / file).read_text(encoding="utf-8"))
    whole = counted(read, source, page, board, url)
    for path in paths(page):
        for odd in ODD:
            try:
                left = counted(read, source, changed(page, path, odd), board, url)
            except UnreadableJsonError:
                assert len(path) < 3, (path, odd)
                continue
            assert left >= whole - 1 or len(path) < 3, (path, odd)


def odd_feeds(xml):
    """Yield the feed with each element gone, emptied, filled with another, or there twice."""
    for number in range(1, len(list(etree.fromstring(xml).iter("*")))):
        for change in ("gone", "empty", "other", "twice"):
            feed = etree.fromstring(xml)
            element = list(feed.iter("*"))[number]
            around = element.getparent()
            if change == "gone":
                around.remove(element)
            elif change == "twice":
                around.insert(around.index(element), copy.deepcopy(element))
            else:
                element.clear()
                element.extend([etree.Element("odd")] if change == "other" else [])
            yield etree.tostring(feed), (element.tag, change)


@pytest.mark.parametrize("file", ["normal.xml", "pay.xml"])
def test_an_odd_element_costs_its_record_at_most(file, read):
    xml = (FIXTURES / "personio" / file).read_bytes()
    url = "https://kesselwerk.jobs.personio.com/xml?language=en"
    whole = len(read("personio", xml, url, "kesselwerk").postings)
    for feed, change in odd_feeds(xml):
        found = read("personio", feed, url, "kesselwerk")
        assert len(found.postings) + len(found.refused) >= whole - 1, change
