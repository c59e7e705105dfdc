import json

import pytest

from scrapers.platforms.schema_org.json_ld import job_postings

JOB = {"@type": "JobPosting", "title": "T"}


def script(*blocks):
    texts = [b if isinstance(b, str) else json.dumps(b) for b in blocks]
    return "".join(f'<script type="application/ld+json">{t}</script>' for t in texts)


def titles(page):
    return [node["title"] for node in job_postings(page)[0]]


@pytest.mark.parametrize(
    "value",
    [
        JOB,
        [JOB],
        {"@graph": [{"@type": "WebSite"}, JOB]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        {"@type": "WebPage", "mainEntity": JOB},
        JOB | {"@type": ["Thing", "JobPosting"]},
        JOB | {"@type": "jobposting"},
        JOB | {"@type": "https://schema.org/JobPosting"},
        JOB | {"@type": "schema:JobPosting"},
    ],
)
def test_where_a_posting_is_found(value):
    assert titles(f"<html>{script(value)}") == ["T"]
    assert titles(json.dumps(value)) == ["T"], "a page that is JSON"


@pytest.mark.parametrize(
    "value",
    [
        JOB | {"@type": "JobPostings"},
        JOB | {"@type": None},
        JOB | {"@type": 7},
        {"@type": "WebPage", "about": "JobPosting"},
        5,
        [],
    ],
)
def test_where_there_is_none(value):
    assert job_postings(script(value)) == ([], [])


def test_postings_come_in_order_and_once():
    page = script([JOB | {"title": "A"}, JOB | {"title": "B"}], JOB | {"title": "A"}, JOB)
    assert titles(page) == ["A", "B", "T"]


def test_a_commented_script_is_not_there():
    assert titles(f"<!-- {script(JOB)} -->{script(JOB | {'title': 'Live'})}") == ["Live"]


def test_references_are_filled_in_across_blocks():
    page = script(
        JOB | {"hiringOrganization": {"@id": "#o"}, "jobLocation": [{"@id": "#p"}, {"@id": "#q"}]},
        {"@graph": [{"@id": "#o", "name": "Ostrander"}, {"@id": "#p", "name": "Dayton"}]},
    )
    ((node,), _broken) = job_postings(page)
    assert node["hiringOrganization"] == {"@id": "#o", "name": "Ostrander"}
    assert node["jobLocation"] == [{"@id": "#p", "name": "Dayton"}, {"@id": "#q"}]


def test_nodes_that_name_each_other_end():
    graph = [JOB | {"@id": "#j", "hiringOrganization": {"@id": "#j"}}]
    ((node,), _broken) = job_postings(script({"@graph": graph}))
    assert node["hiringOrganization"]["title"] == "T"


def test_a_broken_block_leaves_the_others_and_is_reported():
    page = script('{"@type": "JobPosting", "title": "cut', JOB, "{ other rubbish")
    (found, broken) = job_postings(page)
    assert found == [JOB]
    assert [b.text for b in broken] == ['{"@type": "JobPosting", "title": "cut']
    assert "Unterminated string" in broken[0].why


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("closing", ["", "]", "}"])
def test_a_block_nested_without_end_is_broken_and_no_more(opening, closing):
    deep = (
        f'{{"@type": "JobPosting", "title": "deep", "x": {opening * 100_000}{closing * 100_000}}}'
    )
    found, broken = job_postings(script(deep, JOB))
    assert found == [JOB]
    assert "deep" in broken[0].text


def test_a_posting_inside_a_posting_is_part_of_it():
    assert titles(script(JOB | {"similar": [JOB | {"title": "Other"}]})) == ["T"]


def flight(text):
    row = f"1:T{len(text.encode()):x},{text}"
    return f"<script>self.__next_f.push({json.dumps([1, row])})</script>"


def test_flight_data_is_read_where_no_script_has_a_posting():
    assert titles(script({"@type": "WebSite"}) + flight(json.dumps(JOB))) == ["T"]
    assert titles(script(JOB) + flight(json.dumps(JOB | {"title": "Again"}))) == ["T"]


def test_flight_text_that_only_speaks_of_postings_is_no_block():
    assert job_postings(flight("We publish JobPosting markup.")) == ([], [])


def test_json_text_inside_a_flight_value_is_read():
    row = "1:" + json.dumps({"props": {"html": json.dumps(JOB)}}) + "\n"
    assert titles(f"<script>self.__next_f.push({json.dumps([1, row])})</script>") == ["T"]
